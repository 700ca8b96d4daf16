package io.onesend.host.reload;

import io.onesend.host.config.Change;
import io.onesend.host.config.CheckedConfig;
import io.onesend.host.config.ConfigException;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.ops.Audit;
import io.onesend.host.reload.ReloadCounts.Outcome;
import io.onesend.host.text.SafeText;
import io.onesend.network.logic.AnyThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of a running server again, all or nothing: every source is read and checked, then every part says
 * whether it can take the new values, and only then they hold. Keys that need a restart are named and left.
 */
@AnyThread
public final class Reload {

    private static final Logger AUDIT = LoggerFactory.getLogger(Audit.LOGGER);

    private final Supplier<LoadedConfig> sources;
    private final List<ReloadPart> parts;
    private final ReloadCounts counts = new ReloadCounts();
    private final ReentrantLock turn = new ReentrantLock();

    /** Written in turn. */
    private volatile LoadedConfig running;

    /**
     * Makes the reload of a running server.
     *
     * @param sources reads them all again; throws {@link ConfigException}
     * @param running what the server was started with
     * @param parts in the order in which they prepare and commit
     */
    public Reload(Supplier<LoadedConfig> sources, LoadedConfig running, List<ReloadPart> parts) {
        this.sources = sources;
        this.running = running;
        this.parts = List.copyOf(parts);
    }

    /** The configuration in effect. */
    public LoadedConfig running() {
        return running;
    }

    /** How the reloads since the start have ended: {@code done}, {@code unchanged} or {@code refused}. */
    public Map<String, Long> outcomes() {
        return counts.read();
    }

    /**
     * Reads the configuration again.
     *
     * @param who asks, for the audit
     * @param dry stops before anything is changed
     * @throws ConfigException with every problem of the sources
     * @throws ReloadRefusedException if a reload is under way, or a part cannot take the new values
     */
    public ReloadResult run(String who, boolean dry) throws ReloadRefusedException {
        Outcome outcome = Outcome.REFUSED;
        try {
            ReloadResult result = runAlone(who, dry);
            outcome = result.effective().isEmpty() ? Outcome.UNCHANGED : Outcome.DONE;
            return result;
        } finally {
            if (!dry) {
                counts.count(outcome);
            }
        }
    }

    private ReloadResult runAlone(String who, boolean dry) throws ReloadRefusedException {
        if (!turn.tryLock()) {
            throw new ReloadRefusedException("a reload is under way");
        }
        try {
            return runInTurn(who, dry);
        } finally {
            turn.unlock();
        }
    }

    private ReloadResult runInTurn(String who, boolean dry) throws ReloadRefusedException {
        LoadedConfig read = sources.get();
        CheckedConfig tried = read.checkFiles();
        ReloadResult result = new ReloadResult(dry, running.changesTo(read));
        LoadedConfig next = running.reloaded(read);
        CheckedConfig checked = next.withFilesOf(tried);
        List<Runnable> commits = new ArrayList<>();
        for (ReloadPart part : parts) {
            commits.add(part.prepare(checked));
        }
        if (!dry) {
            commits.forEach(Runnable::run);
            running = next;
            result.effective().forEach(change -> audit(who, change));
        }
        return result;
    }

    private static void audit(String who, Change change) {
        AUDIT.info("{}: reload: {}", who, SafeText.escape(change.line()));
    }
}
