package io.onesend.load.seed;

import io.onesend.chat.login.AccountStore;
import io.onesend.load.LoadUser;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes the account of one user, as the scheme requires. */
@FunctionalInterface
interface SeedWriter {

    /** Begins to write and returns at once; the value is whether the account is new. */
    CompletionStage<Boolean> write(LoadUser user);

    /**
     * The writer for the scheme of a plan.
     *
     * @param hashing makes a hash of a password, on threads of its own
     */
    static SeedWriter of(SeedPlan plan, AccountStore accounts, Function<String, CompletionStage<String>> hashing) {
        return switch (plan.scheme()) {
            case TOKEN ->
                user -> accounts.putToken(user.id(), user.secret(), plan.timeToLive())
                        .thenApply(replaced -> !replaced);
            case PLAINTEXT -> user -> accounts.addPlaintextPassword(user.id(), user.secret());
            case PASSWORD -> user -> addPassword(user, accounts, hashing);
        };
    }

    /** Looks for the account first: an existing one needs no hash, and an interrupted seeding resumes quickly. */
    private static CompletionStage<Boolean> addPassword(
            LoadUser user, AccountStore accounts, Function<String, CompletionStage<String>> hashing) {
        return accounts.passwordHash(user.id())
                .thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedStage(false)
                        : hashing.apply(user.secret()).thenCompose(phc -> accounts.addPasswordHash(user.id(), phc)));
    }
}
