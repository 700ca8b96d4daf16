package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.events.NetworkEvents;
import io.onesend.network.events.SessionTotals;
import io.onesend.network.log.Counted;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs how sessions end: one line each, at a level that depends on the fault. */
@AnyThread
final class SessionEnds {

    private static final Logger LOG = LoggerFactory.getLogger("io.onesend.network.session");

    private final RateLimitedLog overload = new RateLimitedLog(LOG, Level.WARN);
    private final RateLimitedLog ours = new RateLimitedLog(LOG, Level.ERROR);
    private final RateLimitedLog refusals = new RateLimitedLog(LOG, Level.WARN);
    private final RateLimitedLog strangers = new RateLimitedLog(LOG, Level.INFO);
    private final RateLimitedLog peers = new RateLimitedLog(LOG, Level.INFO);

    /** The traffic of a session in both directions. */
    record Traffic(
            long seconds, long packetsIn, long bytesIn, long packetsOut, long bytesOut, SendQueue.Backlog backlog) {
        SessionTotals totals() {
            return new SessionTotals(seconds, packetsIn, bytesIn, packetsOut, bytesOut, backlog.bytes());
        }

        @Override
        public String toString() {
            return seconds + " s, in " + count(packetsIn, bytesIn) + ", out " + count(packetsOut, bytesOut) + waiting();
        }

        private static String count(long packets, long bytes) {
            return Counted.of(packets, "packet") + " " + Counted.of(bytes, "byte");
        }

        private String waiting() {
            return backlog.bytes() == 0
                    ? ""
                    : ", " + Counted.of(backlog.bytes(), "byte") + " still waiting, behind for "
                            + backlog.behind().toMillis() + " ms";
        }
    }

    void ended(NettySession session, DisconnectReason reason, Traffic traffic) {
        if (NetworkEvents.areSessionEndsOn()) {
            NetworkEvents.sessionEnded(session, reason, traffic.totals());
        }
        switch (reason.fault()) {
            case NONE, NETWORK -> LOG.debug("session {} ended: {}, {}", session.id(), printable(reason), traffic);
            case PEER ->
                peers.log("session {} of {} ended: {}, {}", session.id(), session.peer(), printable(reason), traffic);
            case OVERLOAD ->
                overload.log(
                        "session {} of {} ended: {}, {}", session.id(), session.peer(), printable(reason), traffic);
            // The failure was logged with its stack trace when it happened.
            case OURS -> ours.log("session {} ended: {}, {}", session.id(), printable(reason), traffic);
        }
    }

    /** Logs a refused connection. */
    void refused(Object peer, DisconnectReason reason) {
        if (reason.fault() == DisconnectReason.Fault.OVERLOAD) {
            refusals.log("refused a connection from {}: {}", peer, reason);
        } else {
            LOG.debug("refused a connection: {}", reason);
        }
    }

    /** Logs a connection that was turned away before it was a session. */
    void turnedAway(Object peer, DisconnectReason reason) {
        switch (reason.fault()) {
            case NONE, NETWORK -> LOG.debug("turned away a connection from {}: {}", peer, printable(reason));
            case PEER -> strangers.log("turned away a connection from {}: {}", peer, printable(reason));
            case OVERLOAD -> refusals.log("turned away a connection from {}: {}", peer, printable(reason));
            case OURS -> ours.log("turned away a connection from {}: {}", peer, printable(reason));
        }
    }

    /** A detail may contain text from the peer, which must not be able to forge log lines. */
    private static String printable(DisconnectReason reason) {
        StringBuilder text = new StringBuilder();
        reason.toString().codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
