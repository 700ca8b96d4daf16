package io.onesend.chat.ban;

import io.onesend.chat.ban.BanStore.Versions;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a {@link BanStore} what this host decides, and reads what others have decided: at the start, and then every few seconds if the
 * store's version has changed. One round at a time: first what is unsaved is written, in the order of the decisions, then it reads.
 */
@AnyThread
final class BanSync {

    static final Duration READ_EVERY = Duration.ofSeconds(2);

    /** A ban that is over is removed from the store this much later, because the hosts' clocks may differ. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(BanSync.class);

    /** No store has this version. */
    private static final Optional<String> NOTHING_READ = Optional.of("");

    private final BanStore store;
    private final Bans bans;

    private volatile boolean closed;
    private volatile boolean isDown;

    // Guarded by this.
    private boolean running;
    private boolean again;

    /** Of what was read last. Only the round that runs uses it. */
    private volatile Optional<String> version = NOTHING_READ;

    BanSync(BanStore store, Bans bans) {
        this.store = store;
        this.bans = bans;
    }

    void start() {
        if (!closed) {
            wake();
            CompletableFuture.delayedExecutor(READ_EVERY.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(this::start);
        }
    }

    void close() {
        closed = true;
    }

    /** Runs a round, or another one after the one that runs. */
    void wake() {
        synchronized (this) {
            again = running;
            if (running) {
                return;
            }
            running = true;
        }
        saveNext();
    }

    private void saveNext() {
        BanChange change = bans.firstUnsaved();
        if (change == null) {
            readIfChanged();
            return;
        }
        String field = BanText.field(change.target());
        CompletionStage<Versions> saved =
                change.ban() == null ? store.remove(field) : store.put(field, BanText.value(change.ban()));
        saved.whenComplete((versions, failed) -> {
            if (failed == null) {
                if (versions.before().equals(version)) {
                    version = Optional.of(versions.after());
                }
                bans.saved(change);
                saveNext();
            } else {
                ended(failed);
            }
        });
    }

    private void readIfChanged() {
        store.version()
                .thenCompose(now -> now.equals(version)
                        ? CompletableFuture.completedStage(null)
                        : store.all().thenAccept(all -> read(all, now)))
                .whenComplete((done, failed) -> ended(failed));
    }

    private void read(Map<String, String> all, Optional<String> now) {
        List<Ban> readable = new ArrayList<>();
        all.forEach((field, value) -> BanText.read(field, value)
                .ifPresentOrElse(readable::add, () -> LOG.debug("the store has a ban that cannot be read: {}", field)));
        bans.read(readable);
        version = now;
        all.forEach((field, value) ->
                BanText.read(field, value).filter(bans::isLongOver).ifPresent(over -> store.removeOver(field, value)));
    }

    private void ended(@Nullable Throwable failed) {
        if (failed != null) {
            bans.notSaved();
        }
        tell(failed);
        synchronized (this) {
            running = false;
            if (!again || failed != null) {
                return;
            }
        }
        wake();
    }

    private void tell(@Nullable Throwable failed) {
        if (failed == null && isDown) {
            isDown = false;
            LOG.info("bans are kept in Redis again");
        } else if (failed != null && !isDown && !closed) {
            isDown = true;
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            LOG.warn("bans are kept in memory until Redis answers: {}", String.valueOf(cause.getMessage()));
        }
    }
}
