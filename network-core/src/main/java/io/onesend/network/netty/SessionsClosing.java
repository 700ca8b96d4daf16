package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes all sessions of a server or client at once. */
final class SessionsClosing {

    private static final Logger LOG = LoggerFactory.getLogger(SessionsClosing.class);

    private SessionsClosing() {}

    /**
     * Refuses a close on a thread that the close would wait for.
     *
     * @throws IllegalStateException if called on a thread that callbacks run on; nothing has been done then
     */
    static void refuseInCallback(Logic logic, EventLoops eventLoops, SessionRegistry live) {
        if (logic.loops().stream().anyMatch(LogicLoop::inLoop)
                || eventLoops.isOwnThread()
                || live.all().stream().anyMatch(session -> session.logicLoop().inLoop())) {
            throw new IllegalStateException(
                    "close() waits for all callbacks, so it cannot be called in one:" + " call it on another thread");
        }
    }

    /** Closes every session in order, aborts those left after the time-out, and waits until every onDisconnect has run. */
    static void closeAll(SessionRegistry live, LogicLoop loop, Duration orderly, Duration abort) {
        live.end();
        live.arrivals().forEach(Arrival::serverStops);
        live.all().forEach(session -> session.close(DisconnectReason.SERVER_STOPPING));
        if (loop.await(() -> live.count() == 0, orderly.toNanos())) {
            return;
        }
        live.all().forEach(session -> session.abort(DisconnectReason.SERVER_STOPPING));
        if (!loop.await(() -> live.count() == 0, abort.toNanos())) {
            LOG.warn(
                    "onDisconnect has not run for {}: the logic thread is busy or closed",
                    Counted.of(live.count(), "session"));
        }
    }
}
