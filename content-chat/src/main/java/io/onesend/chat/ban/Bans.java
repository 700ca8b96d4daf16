package io.onesend.chat.ban;

import io.onesend.network.AddressFilter;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.logic.AnyThread;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bans that hold now, at most {@value #MOST}: beyond that, the first to end gives way. With a {@link BanStore} they are those of
 * all hosts, within {@link BanSync#READ_EVERY}. What this host has decided holds here at once, also while the store is down, and is
 * stored when it is back.
 */
@AnyThread
public final class Bans implements AddressFilter, AutoCloseable {

    public static final int MOST = 10_000;

    /** Ends a session of somebody who is banned, and turns away who connects. */
    public static final DisconnectReason BANNED = DisconnectReason.of("banned", Fault.PEER);

    private final InstantSource clock;
    private final @Nullable BanSync sync;
    private final List<Consumer<List<Ban>>> listeners = new CopyOnWriteArrayList<>();

    /** Changed under the lock of this, and looked into without. */
    private volatile BanIndex bans = new BanIndex();

    // Guarded by this.
    private final Map<BanTarget, BanChange> unsaved = new LinkedHashMap<>();

    /** @param store empty: this host alone has them, and only while it runs */
    public Bans(Optional<BanStore> store, InstantSource clock) {
        this.clock = clock;
        this.sync = store.map(kept -> new BanSync(kept, this)).orElse(null);
    }

    /** Begins to read the store. */
    public void start() {
        if (sync != null) {
            sync.start();
        }
    }

    /** Has a listener told of bans that are new here, whichever host has decided them; on any thread. */
    public void onBan(Consumer<List<Ban>> listener) {
        listeners.add(listener);
    }

    /**
     * Bans from now on; a ban of the same target is replaced.
     *
     * @return whether it is stored too; false as well if there is no store
     */
    public CompletionStage<Boolean> ban(Ban ban) {
        return changed(new BanChange(ban.target(), ban));
    }

    /**
     * Ends a ban.
     *
     * @return whether that is stored too; empty: there was none
     */
    public Optional<CompletionStage<Boolean>> unban(BanTarget target) {
        return bans.of(target, clock.instant()) == null
                ? Optional.empty()
                : Optional.of(changed(new BanChange(target, null)));
    }

    private CompletionStage<Boolean> changed(BanChange change) {
        synchronized (this) {
            apply(change, bans);
            if (sync != null) {
                unsaved.put(change.target(), change);
            }
            for (BanTarget gone : trim(bans)) {
                if (sync != null) {
                    unsaved.put(gone, new BanChange(gone, null));
                }
            }
        }
        if (change.ban() != null) {
            tell(List.of(change.ban()));
        }
        if (sync == null) {
            return CompletableFuture.completedStage(false);
        }
        sync.wake();
        return change.stored();
    }

    private void tell(List<Ban> news) {
        if (!news.isEmpty()) {
            listeners.forEach(listener -> listener.accept(news));
        }
    }

    /** The bans that are not over; those that end first come first. */
    public List<Ban> list() {
        Instant now = clock.instant();
        return bans.all().stream()
                .filter(ban -> !ban.isOver(now))
                .sorted(Ban.FIRST_TO_END)
                .toList();
    }

    /** How many are held of the {@value #MOST}; some may be over and not gone yet. */
    public int count() {
        return bans.size();
    }

    /** Whether a user is kept out, by the normal form of its id. */
    public boolean isBanned(String userId) {
        return bans.of(new BanTarget.User(userId), clock.instant()) != null;
    }

    @Override
    public @Nullable DisconnectReason refusal(InetAddress address) {
        BanIndex all = bans;
        return all.hasAddresses() && all.of(address, clock.instant()) != null ? BANNED : null;
    }

    /** The ban that keeps an address out; empty: it is let in. */
    public Optional<Ban> of(InetAddress address) {
        return Optional.ofNullable(bans.of(address, clock.instant()));
    }

    @Override
    public void close() {
        if (sync != null) {
            sync.close();
        }
    }

    // ---- what the store is told and tells

    /** The oldest decision that the store does not have; null: it has all. */
    synchronized @Nullable BanChange firstUnsaved() {
        return unsaved.isEmpty() ? null : unsaved.values().iterator().next();
    }

    /** The store has it, unless there is a newer one of the same target. */
    void saved(BanChange change) {
        synchronized (this) {
            unsaved.remove(change.target(), change);
        }
        change.stored().complete(true);
    }

    /** The store could not be told. */
    void notSaved() {
        List<BanChange> waiting;
        synchronized (this) {
            waiting = List.copyOf(unsaved.values());
        }
        waiting.forEach(change -> change.stored().complete(false));
    }

    /** Takes what the store has for all bans, but for the decisions that it does not have yet. */
    void read(List<Ban> stored) {
        Instant now = clock.instant();
        List<Ban> news;
        synchronized (this) {
            BanIndex next = new BanIndex();
            stored.stream().filter(ban -> !ban.isOver(now)).forEach(next::put);
            unsaved.values().forEach(change -> apply(change, next));
            trim(next);
            BanIndex before = bans;
            news = next.all().stream().filter(ban -> !before.has(ban)).toList();
            bans = next;
        }
        tell(news);
    }

    /** What of the store's can be removed. */
    boolean isLongOver(Ban ban) {
        return ban.isOver(clock.instant().minus(BanSync.CLOCKS_DIFFER_BY));
    }

    private static void apply(BanChange change, BanIndex to) {
        if (change.ban() == null) {
            to.remove(change.target());
        } else {
            to.put(change.ban());
        }
    }

    /** Returns whom it has removed. */
    private static List<BanTarget> trim(BanIndex to) {
        List<BanTarget> gone = new ArrayList<>();
        while (to.size() > MOST) {
            BanTarget first =
                    to.all().stream().min(Ban.FIRST_TO_END).map(Ban::target).orElseThrow();
            to.remove(first);
            gone.add(first);
        }
        return gone;
    }
}
