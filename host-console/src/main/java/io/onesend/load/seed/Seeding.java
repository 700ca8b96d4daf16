package io.onesend.load.seed;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.PasswordHasher;
import io.onesend.chat.login.PasswordThreads;
import io.onesend.host.command.CommandContext;
import io.onesend.host.process.CommandFailedException;
import io.onesend.load.LoadScheme;
import io.onesend.load.show.StatusLine;

/** Writes the accounts of a plan from the first to the last. On the thread of the command. */
public final class Seeding {

    /** Far below the number that the store refuses, and more than enough to make up for a network's delay. */
    private static final int STORED_AT_A_TIME = 1_000;

    /** Accounts being hashed, waiting for that, or being stored: no core has to wait, and a request to stop takes effect soon. */
    private static final int HASHED_AT_A_TIME_PER_CORE = 4;

    private final SeedPlan plan;
    private final CommandContext context;

    private Seeding(SeedPlan plan, CommandContext context) {
        this.plan = plan;
        this.context = context;
    }

    /**
     * Returns when all accounts are written or, after a request to stop the process, those that were under way. In that case
     * the first accounts of the plan are written, as many as are counted.
     *
     * @throws AccountStoreException if the store failed; the message says how many are written
     */
    public static SeedCounts run(SeedPlan plan, AccountStore accounts, CommandContext context) {
        context.stop().handleSignals();
        // The threads start only when somebody asks for a hash.
        try (PasswordThreads passwords = PasswordThreads.startOnAllCores(new PasswordHasher())) {
            SeedWriter writer = SeedWriter.of(plan, accounts, password -> passwords.hash(password, () -> true));
            return new Seeding(plan, context).run(atATime(plan.scheme()), writer);
        }
    }

    private static int atATime(LoadScheme scheme) {
        return scheme == LoadScheme.PASSWORD
                ? HASHED_AT_A_TIME_PER_CORE * Runtime.getRuntime().availableProcessors()
                : STORED_AT_A_TIME;
    }

    private SeedCounts run(int bound, SeedWriter writer) {
        SeedProgress progress =
                new SeedProgress(new StatusLine(context.err(), context.interactive()), plan.count(), System::nanoTime);
        try {
            SeedOutcome outcome = new SeedPipeline(bound)
                    .run(plan.count(), number -> writer.write(plan.user(number)), counts -> {
                        progress.show(counts);
                        return !context.stop().isRequested();
                    });
            return check(outcome);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("the seeding was interrupted");
        } finally {
            progress.clear();
        }
    }

    private SeedCounts check(SeedOutcome outcome) {
        Throwable failure = outcome.failure();
        if (failure == null) {
            return outcome.counts();
        }
        if (!(failure instanceof AccountStoreException)) {
            throw new IllegalStateException("an account could not be made", failure);
        }
        // A terminal interrupts the whole process group, a Redis started for this command included: that is no failure.
        if (context.stop().isRequested()) {
            return outcome.counts();
        }
        throw new AccountStoreException(
                failure.getMessage() + "; at least " + plan.describe(outcome.counts()), failure);
    }
}
