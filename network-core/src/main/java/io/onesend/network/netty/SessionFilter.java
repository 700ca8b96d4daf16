package io.onesend.network.netty;

import io.onesend.network.AddressFilter;
import io.onesend.network.DisconnectReason;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Asks an endpoint's {@link AddressFilter}, and counts those whom it turns away.
 *
 * @param filter null: the endpoint has none
 * @param counters the endpoint's
 */
@AnyThread
record SessionFilter(@Nullable AddressFilter filter, EndpointCounters counters) {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(SessionFilter.class), Level.ERROR);

    /** Why a peer is turned away; null: it is let in. */
    @Nullable
    DisconnectReason turnsAway(SocketAddress peer) {
        if (filter == null || !(peer instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return null;
        }
        DisconnectReason why = ask(filter, inet);
        if (why != null) {
            counters.turnedAway(why);
        }
        return why;
    }

    /** A filter that fails keeps out whom it was asked about: it may be there to protect. */
    private static @Nullable DisconnectReason ask(AddressFilter filter, InetSocketAddress peer) {
        try {
            return filter.refusal(peer.getAddress());
        } catch (RuntimeException defect) {
            FAILURES.log(defect, "the endpoint's address filter failed for {}", peer);
            return DisconnectReason.INTERNAL_ERROR.withDetail("the address filter failed");
        }
    }
}
