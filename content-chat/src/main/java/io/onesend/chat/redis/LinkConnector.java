package io.onesend.chat.redis;

import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the connections of a link, and tries again until it succeeds or is stopped. One attempt is under way at a time. */
@LogicThread
final class LinkConnector {

    /** Beyond the time-out of a command: to open a link is three connects and five commands. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(2);

    private final RedisLink.Shared shared;
    private final RedisTopology.Target target;
    private final Consumer<LinkConnections> opened;
    private final Consumer<String> failed;
    private final Backoff backoff = new Backoff();

    private @Nullable LogicTimer timer;
    private int attempt;
    private boolean stopped;

    /**
     * Connects to nothing before {@link #connect}.
     *
     * @param opened gets the connections, on the logic thread
     * @param failed hears why an attempt has failed, on the logic thread
     */
    LinkConnector(
            RedisLink.Shared shared,
            RedisTopology.Target target,
            Consumer<LinkConnections> opened,
            Consumer<String> failed) {
        this.shared = shared;
        this.target = target;
        this.opened = opened;
        this.failed = failed;
    }

    void connect() {
        int current = ++attempt;
        timer = shared.loop().schedule(shared.timeout().plus(ALLOWANCE), () -> failed(current, "no answer in time"));
        LinkOpening.open(shared.client(), target.uri())
                .whenComplete((connections, failure) -> shared.inbox().add(() -> {
                    if (failure == null) {
                        opened(current, connections);
                    } else {
                        failed(current, RedisFailure.inWords(failure));
                    }
                }));
    }

    /** Connects after a while. */
    void connectLater() {
        attempt++;
        stopTimer();
        timer = shared.loop().schedule(backoff.next(), this::connect);
    }

    /** The next attempts follow soon, as the first ones did. */
    void hurry() {
        backoff.reset();
    }

    void stop() {
        stopped = true;
        stopTimer();
    }

    private void opened(int which, LinkConnections connections) {
        if (which != attempt || stopped) {
            connections.close();
            return;
        }
        stopTimer();
        opened.accept(connections);
    }

    private void failed(int which, String why) {
        if (which == attempt && !stopped) {
            connectLater();
            failed.accept(why);
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
