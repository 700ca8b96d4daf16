package io.onesend.network;

import java.time.Duration;
import java.util.Objects;

/**
 * Everything a server or client can be told; immutable, checked when made. Start from {@link #defaults} and change what
 * differs. A client reads transport, ioThreads, maxFrameBytes, idleTimeout, inbound, send and frameFormat.
 *
 * @param port 0: any free port, {@link NetworkServer#port} then tells which
 * @param ioThreads 0: chosen from the cores
 * @param backlog connections the kernel holds until they are accepted
 * @param maxSessions connections beyond it are closed as soon as they are accepted
 * @param maxSessionsPerAddress of one IPv4 address or one /64 of IPv6; 0: no limit
 * @param maxFrameBytes the longest frame accepted from a peer, header or delimiter included
 * @param idleTimeout nothing received for so long: closed, within two seconds; zero: never
 * @param closeTimeout how long an orderly close waits for queued bytes to leave and for the peer to close
 * @param blockedAfter a task that holds up a server's logic thread for so long is logged with its stack; zero: none is
 */
public record NetworkConfig(
        String host,
        int port,
        Transport transport,
        int ioThreads,
        int backlog,
        int maxSessions,
        int maxSessionsPerAddress,
        int maxFrameBytes,
        Duration idleTimeout,
        Duration closeTimeout,
        Duration blockedAfter,
        Inbound inbound,
        Send send,
        FrameFormat frameFormat) {

    /**
     * Two marks on the packets of one session that its listener has not handled yet, and a limit of their rate.
     *
     * @param high at so many, reading from the socket stops
     * @param low at so few, it goes on
     * @param rate how fast one session may send
     */
    public record Inbound(int high, int low, InboundRate rate) {
        public Inbound {
            Objects.requireNonNull(rate);
            require(low >= 0 && high > low, "inbound marks need 0 <= low < high");
        }

        /** At any rate. */
        public Inbound(int high, int low) {
            this(high, low, InboundRate.NO_LIMIT);
        }
    }

    /** What happens to a packet that would take a queue over a byte limit. */
    public enum WhenFull {
        /** The session is closed: its peer would otherwise miss something without knowing. */
        DISCONNECT,
        /** The packet is dropped and counted. */
        DROP_NEWEST,
        /** Packets that have waited longest are dropped and counted, as many as it takes. Not with the ring. */
        DROP_OLDEST
    }

    /** Where packets wait to be sent. */
    public enum Store {
        /** Packets in order, shared with their other receivers: memory grows and shrinks with what waits. */
        QUEUE,
        /** A fixed ring of bytes per session, packets copied in at once: memory is taken once, and none per packet. */
        RING
    }

    /**
     * Limits of the send queues.
     *
     * @param maxBytes accepted but not yet written, for one session; the ring's size, rounded up to a power of two
     * @param maxTotalBytes the same for all sessions together
     * @param stallTimeout a write that makes no progress for so long: closed; zero: never
     */
    public record Send(Store store, long maxBytes, long maxTotalBytes, WhenFull whenFull, Duration stallTimeout) {
        public Send {
            require(maxBytes > 0 && maxTotalBytes > 0, "send limits must be positive");
            Objects.requireNonNull(whenFull);
            require(
                    store == Store.QUEUE || whenFull != WhenFull.DROP_OLDEST,
                    "a ring keeps bytes, not packets: it cannot drop the oldest");
            require(store == Store.QUEUE || maxBytes <= 1 << 30, "a ring has at most 1 GiB");
            require(!stallTimeout.isNegative(), "stallTimeout must not be negative");
        }
    }

    public NetworkConfig {
        Objects.requireNonNull(host);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(inbound);
        Objects.requireNonNull(send);
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535");
        require(ioThreads >= 0, "ioThreads must not be negative");
        require(backlog > 0, "backlog must be positive");
        require(maxSessions > 0, "maxSessions must be positive");
        require(maxSessionsPerAddress >= 0, "maxSessionsPerAddress must not be negative");
        require(
                maxFrameBytes
                        >= Math.max(
                                1,
                                frameFormat.headerBytes()
                                        + frameFormat.delimiter().size()),
                "maxFrameBytes is below the length of a header or delimiter");
        require(!idleTimeout.isNegative(), "idleTimeout must not be negative");
        require(!closeTimeout.isNegative() && !closeTimeout.isZero(), "closeTimeout must be positive");
        require(
                blockedAfter.isZero() || blockedAfter.toMillis() > 0,
                "blockedAfter must be zero or at least a millisecond");
    }

    public static NetworkConfig defaults() {
        return new NetworkConfig(
                "0.0.0.0",
                11021,
                Transport.AUTO,
                0,
                4096,
                20_000,
                2048,
                4096,
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                new Inbound(256, 64),
                new Send(Store.QUEUE, 1 << 20, 512L << 20, WhenFull.DISCONNECT, Duration.ofSeconds(30)),
                FrameFormat.CHAT);
    }

    public NetworkConfig withAddress(String newHost, int newPort) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.host = newHost;
        parts.port = newPort;
        return parts.together();
    }

    public NetworkConfig withTransport(Transport newTransport, int newIoThreads) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.transport = newTransport;
        parts.ioThreads = newIoThreads;
        return parts.together();
    }

    public NetworkConfig withSessionLimits(int newBacklog, int newMaxSessions, int newMaxSessionsPerAddress) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.backlog = newBacklog;
        parts.maxSessions = newMaxSessions;
        parts.maxSessionsPerAddress = newMaxSessionsPerAddress;
        return parts.together();
    }

    public NetworkConfig withFrames(FrameFormat newFrameFormat, int newMaxFrameBytes) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.frameFormat = newFrameFormat;
        parts.maxFrameBytes = newMaxFrameBytes;
        return parts.together();
    }

    public NetworkConfig withTimeouts(Duration newIdleTimeout, Duration newCloseTimeout) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.idleTimeout = newIdleTimeout;
        parts.closeTimeout = newCloseTimeout;
        return parts.together();
    }

    public NetworkConfig withBlockedAfter(Duration newBlockedAfter) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.blockedAfter = newBlockedAfter;
        return parts.together();
    }

    public NetworkConfig withInbound(Inbound newInbound) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.inbound = newInbound;
        return parts.together();
    }

    public NetworkConfig withSend(Send newSend) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.send = newSend;
        return parts.together();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
