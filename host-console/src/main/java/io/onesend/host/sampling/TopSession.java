package io.onesend.host.sampling;

import io.onesend.host.text.HostPort;
import io.onesend.network.SessionInfo;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A session as {@code top} shows it; names are those of the JSON answer.
 *
 * @param address of the peer
 * @param bytesIn received since it began
 * @param bytesOut written since it began
 * @param queuedBytes accepted for sending and not written yet
 */
record TopSession(long id, String address, long ageSeconds, long bytesIn, long bytesOut, long queuedBytes) {

    private static final int SECOND_MILLIS = 1_000;

    static TopSession of(SessionInfo info, long nowMillis) {
        return new TopSession(
                info.id(),
                address(info.remoteAddress()),
                Math.max(0, nowMillis - info.since().toEpochMilli()) / SECOND_MILLIS,
                info.bytesIn(),
                info.bytesOut(),
                info.queuedBytes());
    }

    private static String address(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? HostPort.of(internet) : address.toString();
    }
}
