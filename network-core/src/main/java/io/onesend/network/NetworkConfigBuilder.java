package io.onesend.network;

import static io.onesend.network.ParameterRange.atLeast;
import static io.onesend.network.ParameterRange.zeroOrAtLeast;
import static io.onesend.network.ParameterRange.zeroOrWithin;

import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes a {@link NetworkConfig}. Each method sets one parameter, and throws IllegalArgumentException if the value is out of the
 * range that it documents. For one thread at a time.
 */
public final class NetworkConfigBuilder extends EndpointParameters<NetworkConfigBuilder> {

    /** Of a mark: it follows from the limit, whatever that is in the end. */
    static final long NOT_SET = -1;

    private static final Duration SHORTEST_TIME = Duration.ofMillis(1);

    // What NetworkConfig.builder() starts from.
    String host = "0.0.0.0";
    int port = 11021;
    Transport transport = Transport.AUTO;
    int ioThreads = 0;
    int backlog = 4096;
    int maxSessions = 20_000;
    int maxSessionsPerAddress = 2048;
    int maxFrameBytes = 4096;
    Duration idleTimeout = Duration.ZERO;
    Duration keepAlive = Duration.ofSeconds(30);
    Duration closeTimeout = Duration.ofSeconds(5);
    Duration blockedAfter = Duration.ofSeconds(2);
    int inboundHigh = 256;
    int inboundLow = 64;
    long inboundHighBytes = 1 << 20;
    long inboundLowBytes = 1 << 18;
    long inboundMaxTotalBytes = 256L << 20;
    int inboundTokensPerSecond = InboundRate.NO_LIMIT.tokensPerSecond();
    int inboundBurst = InboundRate.NO_LIMIT.burst();
    Store sendStore = Store.QUEUE;
    long sendMaxBytes = 1 << 20;
    long sendMaxTotalBytes = 512L << 20;
    long sendHigh = NOT_SET;
    long sendLow = NOT_SET;
    WhenFull sendWhenFull = WhenFull.DISCONNECT;
    Duration sendStallTimeout = Duration.ofSeconds(30);
    FrameFormat frameFormat = FrameFormat.CHAT;
    Doors doors = Doors.PLAIN;

    NetworkConfigBuilder() {}

    NetworkConfigBuilder(NetworkConfig from) {
        host = from.host();
        port = from.port();
        transport = from.transport();
        ioThreads = from.ioThreads();
        backlog = from.backlog();
        maxSessions = from.maxSessions();
        maxSessionsPerAddress = from.maxSessionsPerAddress();
        maxFrameBytes = from.maxFrameBytes();
        idleTimeout = from.idleTimeout();
        keepAlive = from.keepAlive();
        closeTimeout = from.closeTimeout();
        blockedAfter = from.blockedAfter();
        inboundHigh = from.inbound().high();
        inboundLow = from.inbound().low();
        inboundHighBytes = from.inbound().highBytes();
        inboundLowBytes = from.inbound().lowBytes();
        inboundMaxTotalBytes = from.inbound().maxTotalBytes();
        inboundTokensPerSecond = from.inbound().rate().tokensPerSecond();
        inboundBurst = from.inbound().rate().burst();
        sendStore = from.send().store();
        sendMaxBytes = from.send().maxBytes();
        sendMaxTotalBytes = from.send().maxTotalBytes();
        sendHigh = from.sendHigh;
        sendLow = from.sendLow;
        sendWhenFull = from.send().whenFull();
        sendStallTimeout = from.send().stallTimeout();
        frameFormat = from.frameFormat();
        doors = from.doors();
    }

    @Override
    NetworkConfigBuilder set(Consumer<NetworkConfigBuilder> change) {
        change.accept(this);
        return this;
    }

    /**
     * Makes the configuration; the builder may be used further.
     *
     * @return immutable
     * @throws IllegalArgumentException if two parameters do not fit together; the message names them and their values
     */
    public NetworkConfig build() {
        return new NetworkConfig(this);
    }

    /**
     * Chooses the system interface to drive sockets with.
     *
     * @param choice not tried before the start
     * @return this
     */
    public NetworkConfigBuilder transport(Transport choice) {
        transport = Objects.requireNonNull(choice);
        return this;
    }

    /**
     * Sets the number of threads that read and write.
     *
     * @param threads 0: chosen from the cores
     * @return this
     */
    public NetworkConfigBuilder ioThreads(int threads) {
        ioThreads = atLeast(0, "ioThreads", threads);
        return this;
    }

    /**
     * Limits the connections that the kernel holds until they are accepted.
     *
     * @param connections 1 or more
     * @return this
     */
    public NetworkConfigBuilder backlog(int connections) {
        backlog = atLeast(1, "backlog", connections);
        return this;
    }

    /**
     * Sets how soon a peer that vanished without closing is noticed: within three times this. The kernel probes a silent
     * peer after this time, and gives up on one that acknowledges nothing for four thirds of it. On Linux this also holds
     * for a receiver whose window stays shut. NIO cannot set the time-out of unacknowledged data: the system's applies, some
     * 15 minutes on Linux; and once the peer has ended its output, only a write notices that it is gone. kqueue probes after
     * the system's own time, two hours.
     *
     * @param time zero: a peer's silence is not noticed; or 1 second to 2 hours, of which whole seconds count
     * @return this
     */
    public NetworkConfigBuilder keepAlive(Duration time) {
        keepAlive = zeroOrWithin(Duration.ofSeconds(1), Duration.ofHours(2), "keepAlive", time);
        return this;
    }

    /**
     * Sets how long an orderly close waits for queued bytes to leave and for the peer to close.
     *
     * @param time a millisecond or more
     * @return this
     */
    public NetworkConfigBuilder closeTimeout(Duration time) {
        closeTimeout = atLeast(SHORTEST_TIME, "closeTimeout", time);
        return this;
    }

    /**
     * Logs a task that holds up a server's logic thread for this long, with its stack.
     *
     * @param time zero: never; or a millisecond or more
     * @return this
     */
    public NetworkConfigBuilder blockedAfter(Duration time) {
        blockedAfter = zeroOrAtLeast(SHORTEST_TIME, "blockedAfter", time);
        return this;
    }

    /**
     * Limits the received bytes that the whole server holds: of packets that are not handled yet, and the memory of frames that have
     * begun. At the limit, sessions that would add more are not read; one at a time goes on, so that frames become whole. Up to
     * 4,096 bytes of each session are not counted. One read of each session, of up to 64 KiB, may come on top. The memory of frames
     * is outside the heap, that of packets on it, so each should have this much room.
     *
     * @param bytes at least maxFrameBytes; the room of the longest frame is kept for the session that goes on at the limit
     * @return this
     */
    public NetworkConfigBuilder inboundMaxTotalBytes(long bytes) {
        inboundMaxTotalBytes = atLeast(1L, "inboundMaxTotalBytes", bytes);
        return this;
    }

    /**
     * Limits the bytes of all sessions together that are accepted but not yet written.
     *
     * @param bytes above zero; if it is below sendMaxBytes, sendMaxBytes is never reached
     * @return this
     */
    public NetworkConfigBuilder sendMaxTotalBytes(long bytes) {
        sendMaxTotalBytes = atLeast(1L, "sendMaxTotalBytes", bytes);
        return this;
    }
}
