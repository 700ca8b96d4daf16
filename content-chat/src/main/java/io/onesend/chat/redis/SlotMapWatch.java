package io.onesend.chat.redis;

import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the map of slots, and gets it again whenever somebody doubts it, and now and then where nobody would. One question is under way
 * at a time, and goes to a second server if the first one does not answer soon. Questions become rarer, up to one a second, while the
 * doubts go on.
 */
@LogicThread
final class SlotMapWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SlotMapWatch.class);

    /** After this long without a doubt about the map, the next doubt is answered soon again. */
    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

    private static final Duration ALLOWANCE = Duration.ofSeconds(2);

    /** A server that has not answered by then may stand still, and the map may be asked for because of that very server. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private final RedisLink.Shared shared;
    private final Supplier<CompletionStage<SlotMap>> topology;
    private final Duration refresh;
    private final Consumer<SlotMap> listener;
    private final Backoff backoff = new Backoff();

    private @Nullable LogicTimer timer;
    private @Nullable LogicTimer secondServer;
    private boolean asking;
    private boolean asksSoon;
    private boolean doubted;
    private int question;
    private long lastDoubt = System.nanoTime();
    private String lastTrouble = "";

    /**
     * Asks nothing before {@link #doubt}.
     *
     * @param topology asks one of the servers, each time the next
     * @param refresh asks so long after an answer that nobody doubts; zero: not
     * @param listener gets each map, on the logic thread
     */
    SlotMapWatch(
            RedisLink.Shared shared,
            Supplier<CompletionStage<SlotMap>> topology,
            Duration refresh,
            Consumer<SlotMap> listener) {
        this.shared = shared;
        this.topology = topology;
        this.refresh = refresh;
        this.listener = listener;
    }

    /** Asks at once, for the first map. */
    void start() {
        ask();
    }

    /** Asks soon: what is asked from now on has to be newer than this. */
    void doubt() {
        long now = System.nanoTime();
        if (now - lastDoubt > QUIET_NANOS) {
            backoff.reset();
        }
        lastDoubt = now;
        doubted = true;
        if (!asking && !asksSoon) {
            askSoon();
        }
    }

    private void askSoon() {
        close();
        asksSoon = true;
        timer = shared.loop().schedule(backoff.next(), this::ask);
    }

    void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (secondServer != null) {
            secondServer.cancel();
            secondServer = null;
        }
    }

    private void ask() {
        asking = true;
        asksSoon = false;
        doubted = false;
        int current = ++question;
        timer = shared.loop()
                .schedule(shared.timeout().plus(ALLOWANCE), () -> answered(current, null, "no answer in time"));
        secondServer = shared.loop().schedule(PATIENCE, () -> askServer(current));
        askServer(current);
    }

    private void askServer(int current) {
        topology.get()
                .whenComplete((map, failed) -> shared.inbox()
                        .add(() -> answered(current, map, failed == null ? "" : RedisFailure.inWords(failed))));
    }

    private void answered(int which, @Nullable SlotMap map, String trouble) {
        if (which != question || !asking) {
            return;
        }
        asking = false;
        close();
        if (map == null) {
            if (!trouble.equals(lastTrouble)) {
                LOG.warn("where the primaries of Redis are is not known: {}; asking again", trouble);
            }
            doubted = true;
        }
        lastTrouble = trouble;
        if (doubted) {
            askSoon();
        } else if (!refresh.isZero()) {
            timer = shared.loop().schedule(refresh, this::ask);
        }
        if (map != null) {
            listener.accept(map);
        }
    }
}
