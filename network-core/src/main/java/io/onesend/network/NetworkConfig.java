package io.onesend.network;

import java.time.Duration;
import java.util.Objects;

/**
 * The configuration of a server or client; immutable, checked when made. Start from {@link #defaults} and change what
 * differs. A client reads transport, ioThreads, maxFrameBytes, idleTimeout, keepAlive, inbound, send and frameFormat.
 *
 * @param host a name or address of this machine to listen on; {@code 0.0.0.0}: all of IPv4, {@code ::}: IPv6 and IPv4
 * @param port 0: any free port, {@link NetworkServer#port} then tells which
 * @param transport the system interface to drive sockets with
 * @param ioThreads 0: chosen from the cores
 * @param backlog connections the kernel holds until they are accepted
 * @param maxSessions further connections are closed as soon as they are accepted
 * @param maxSessionsPerAddress sessions from one IPv4 address or one /64 of IPv6; 0: no limit
 * @param maxFrameBytes the longest frame accepted from a peer, header or delimiter included
 * @param idleTimeout closes a session that has received nothing for this long, within two seconds; zero: never
 * @param keepAlive a peer that vanished without closing is noticed within three times this; zero: its silence is not noticed.
 *     The kernel probes a silent peer after this time, and gives up on one that acknowledges nothing for four thirds of it. On
 *     Linux this also holds for a receiver whose window stays shut. NIO cannot set the time-out of unacknowledged data: the
 *     system's applies, some 15 minutes on Linux. kqueue probes after the system's own time, two hours
 * @param closeTimeout how long an orderly close waits for queued bytes to leave and for the peer to close
 * @param blockedAfter logs a task that holds up a server's logic thread for this long, with its stack; zero: never
 * @param inbound when reading from a session stops, and how fast it may send
 * @param send limits of the send queues
 * @param frameFormat how streams are cut into frames
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
        Duration keepAlive,
        Duration closeTimeout,
        Duration blockedAfter,
        Inbound inbound,
        Send send,
        FrameFormat frameFormat) {

    /**
     * Limits of receiving from one session: two marks for packets that its listener has not handled yet, and a rate.
     *
     * @param high reading from the socket stops at this number
     * @param low reading goes on at this number
     * @param rate how fast one session may send
     */
    public record Inbound(int high, int low, InboundRate rate) {
        /**
         * Checks the marks.
         *
         * @param high above the low mark
         * @param low 0 or more
         * @param rate {@link InboundRate#NO_LIMIT} for any rate
         * @throws IllegalArgumentException if they are not 0 &lt;= low &lt; high
         */
        public Inbound {
            Objects.requireNonNull(rate);
            require(low >= 0 && high > low, "inbound marks need 0 <= low < high");
        }

        /**
         * Two marks without a rate limit.
         *
         * @param high reading from the socket stops at this number of packets not handled yet
         * @param low reading goes on at this number
         * @throws IllegalArgumentException if they are not 0 &lt;= low &lt; high
         */
        public Inbound(int high, int low) {
            this(high, low, InboundRate.NO_LIMIT);
        }
    }

    /** What happens to a packet that would take a queue over a byte limit. */
    public enum WhenFull {
        /** The session is closed, because its peer would otherwise miss packets without knowing. */
        DISCONNECT,
        /** The packet is dropped and counted. */
        DROP_NEWEST,
        /** The packets that have waited longest are dropped and counted until the new one fits. Not with the ring. */
        DROP_OLDEST
    }

    /** Where packets wait to be sent. */
    public enum Store {
        /** A queue of packets, shared with their other receivers: memory grows and shrinks with the waiting packets. */
        QUEUE,
        /** A fixed ring of bytes per session; packets are copied in at once: memory is taken once, and none per packet. */
        RING
    }

    /**
     * Limits of the send queues.
     *
     * @param store where packets wait
     * @param maxBytes bytes of one session accepted but not yet written; the ring's size, rounded up to a power of two
     * @param maxTotalBytes the same for all sessions together
     * @param whenFull what happens to a packet that does not fit
     * @param stallTimeout closes a session whose write makes no progress for this long; zero: never
     */
    public record Send(Store store, long maxBytes, long maxTotalBytes, WhenFull whenFull, Duration stallTimeout) {
        /**
         * Checks the limits, and that the store supports the policy.
         *
         * @param store a ring of at most 1 GiB
         * @param maxBytes above zero
         * @param maxTotalBytes above zero; if it is below maxBytes, maxBytes is never reached
         * @param whenFull anything but {@link WhenFull#DROP_OLDEST} with a ring
         * @param stallTimeout zero or more
         * @throws IllegalArgumentException if one of them is anything else
         */
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

    /**
     * Checks every part.
     *
     * @param host not looked up before the start
     * @param port 0 to 65535
     * @param transport not tried before the start
     * @param ioThreads 0 or more
     * @param backlog 1 or more
     * @param maxSessions 1 or more
     * @param maxSessionsPerAddress 0 or more
     * @param maxFrameBytes at least 1, and at least the length of the format's header or delimiter
     * @param idleTimeout zero or more
     * @param keepAlive zero, or 1 second to 2 hours; whole seconds count
     * @param closeTimeout above zero
     * @param blockedAfter zero, or at least a millisecond
     * @param inbound checked by itself
     * @param send checked by itself
     * @param frameFormat checked by itself
     * @throws IllegalArgumentException if one is out of its range; the message names it
     */
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
        require(
                keepAlive.isZero()
                        || (keepAlive.compareTo(Duration.ofSeconds(1)) >= 0
                                && keepAlive.compareTo(Duration.ofHours(2)) <= 0),
                "keepAlive must be zero, or 1 second to 2 hours");
        require(!closeTimeout.isNegative() && !closeTimeout.isZero(), "closeTimeout must be positive");
        require(
                blockedAfter.isZero() || blockedAfter.toMillis() > 0,
                "blockedAfter must be zero or at least a millisecond");
    }

    /**
     * All interfaces, port 11021, the chat protocol's frames of up to 4,096 bytes, 20,000 sessions, 2,048 from one address; no
     * idle time-out, keep-alive after 30 seconds, send queues of 1 MiB for a session and 512 MiB for all.
     *
     * @return a configuration to start from
     */
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
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                new Inbound(256, 64),
                new Send(Store.QUEUE, 1 << 20, 512L << 20, WhenFull.DISCONNECT, Duration.ofSeconds(30)),
                FrameFormat.CHAT);
    }

    /**
     * The same, listening elsewhere.
     *
     * @param newHost a name or address of this machine
     * @param newPort 0: any free port
     * @return a changed copy
     * @throws IllegalArgumentException if the port is not 0 to 65535
     */
    public NetworkConfig withAddress(String newHost, int newPort) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.host = newHost;
        parts.port = newPort;
        return parts.together();
    }

    /**
     * The same with another transport.
     *
     * @param newTransport not tried before the start
     * @param newIoThreads 0: chosen from the cores
     * @return a changed copy
     * @throws IllegalArgumentException if the number of threads is negative
     */
    public NetworkConfig withTransport(Transport newTransport, int newIoThreads) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.transport = newTransport;
        parts.ioThreads = newIoThreads;
        return parts.together();
    }

    /**
     * The same with other session limits.
     *
     * @param newBacklog connections the kernel holds until they are accepted
     * @param newMaxSessions further connections are closed as soon as they are accepted
     * @param newMaxSessionsPerAddress sessions from one IPv4 address or one /64 of IPv6; 0: no limit
     * @return a changed copy
     * @throws IllegalArgumentException if one of the first two is not positive, or the last one is negative
     */
    public NetworkConfig withSessionLimits(int newBacklog, int newMaxSessions, int newMaxSessionsPerAddress) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.backlog = newBacklog;
        parts.maxSessions = newMaxSessions;
        parts.maxSessionsPerAddress = newMaxSessionsPerAddress;
        return parts.together();
    }

    /**
     * The same for another protocol.
     *
     * @param newFrameFormat how streams are cut into frames
     * @param newMaxFrameBytes the longest frame accepted from a peer, header or delimiter included
     * @return a changed copy
     * @throws IllegalArgumentException if every frame of that format is longer
     */
    public NetworkConfig withFrames(FrameFormat newFrameFormat, int newMaxFrameBytes) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.frameFormat = newFrameFormat;
        parts.maxFrameBytes = newMaxFrameBytes;
        return parts.together();
    }

    /**
     * The same with other time-outs.
     *
     * @param newIdleTimeout closes a session that has received nothing for this long, within two seconds; zero: never
     * @param newCloseTimeout how long an orderly close waits for queued bytes to leave and for the peer to close
     * @return a changed copy
     * @throws IllegalArgumentException if the first is negative, or the second is not positive
     */
    public NetworkConfig withTimeouts(Duration newIdleTimeout, Duration newCloseTimeout) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.idleTimeout = newIdleTimeout;
        parts.closeTimeout = newCloseTimeout;
        return parts.together();
    }

    /**
     * The same with another keep-alive time.
     *
     * @param newKeepAlive a vanished peer is noticed within three times this; zero: its silence is not noticed
     * @return a changed copy
     * @throws IllegalArgumentException if it is neither zero nor 1 second to 2 hours
     */
    public NetworkConfig withKeepAlive(Duration newKeepAlive) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.keepAlive = newKeepAlive;
        return parts.together();
    }

    /**
     * The same with another limit for a blocked logic thread.
     *
     * @param newBlockedAfter logs a task that runs for this long, with its stack; zero: never
     * @return a changed copy
     * @throws IllegalArgumentException if it is negative, or above zero and below a millisecond
     */
    public NetworkConfig withBlockedAfter(Duration newBlockedAfter) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.blockedAfter = newBlockedAfter;
        return parts.together();
    }

    /**
     * The same with other limits for receiving.
     *
     * @param newInbound when reading from a session stops, and how fast it may send
     * @return a changed copy
     */
    public NetworkConfig withInbound(Inbound newInbound) {
        NetworkConfigParts parts = new NetworkConfigParts(this);
        parts.inbound = newInbound;
        return parts.together();
    }

    /**
     * The same with other limits for sending.
     *
     * @param newSend limits of the send queues
     * @return a changed copy
     */
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
