package io.onesend.network;

import static io.onesend.network.ParameterRange.atLeast;
import static io.onesend.network.ParameterRange.within;

import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The parameters that an {@link Endpoint} can have of its own, beside those of its server. Each method sets one parameter, and
 * throws IllegalArgumentException if the value is out of the range that it documents. For one thread at a time.
 *
 * @param <B> the builder itself
 */
public abstract sealed class EndpointParameters<B> permits NetworkConfigBuilder, EndpointBuilder {

    /** More could not be counted together with the packets. */
    private static final long MOST_INBOUND_BYTES = 4L << 30;

    EndpointParameters() {}

    /** Applies the change and returns this builder. */
    abstract B set(Consumer<NetworkConfigBuilder> change);

    /**
     * Sets the address to listen on.
     *
     * @param name a name or address of this machine; {@code 0.0.0.0}: all of IPv4, {@code ::}: IPv6 and IPv4; not looked up
     *     before the start
     * @return this
     */
    public B host(String name) {
        Objects.requireNonNull(name);
        return set(config -> config.host = name);
    }

    /**
     * Sets the port to listen on.
     *
     * @param number 0 to 65535; 0: any free port, {@link NetworkServer#addresses} then tells which
     * @return this
     */
    public B port(int number) {
        int checked = within(0, 65_535, "port", number);
        return set(config -> config.port = checked);
    }

    /**
     * Sets how streams are cut into frames.
     *
     * @param format its header or delimiter fits into maxFrameBytes
     * @return this
     */
    public B frameFormat(FrameFormat format) {
        Objects.requireNonNull(format);
        return set(config -> config.frameFormat = format);
    }

    /**
     * Sets what the port lets in. A client does not read it.
     *
     * @param open the plain door alone unless set
     * @return this
     */
    public B doors(Doors open) {
        Objects.requireNonNull(open);
        return set(config -> config.doors = open);
    }

    /**
     * Limits the number of sessions; further connections are closed as soon as they are accepted. An endpoint's limit counts its
     * own sessions; the server's counts those of all endpoints, and holds too.
     *
     * @param sessions 1 or more
     * @return this
     */
    public B maxSessions(int sessions) {
        int checked = atLeast(1, "maxSessions", sessions);
        return set(config -> config.maxSessions = checked);
    }

    /**
     * Limits the number of sessions from one IPv4 address or one /64 of IPv6. The server's limit and an endpoint's both hold, as
     * for maxSessions.
     *
     * @param sessions 0: no limit
     * @return this
     */
    public B maxSessionsPerAddress(int sessions) {
        int checked = atLeast(0, "maxSessionsPerAddress", sessions);
        return set(config -> config.maxSessionsPerAddress = checked);
    }

    /**
     * Limits the length of a frame from a peer; a longer one closes its session.
     *
     * @param bytes header or delimiter included; at least 1, and at least the length of a header or delimiter
     * @return this
     */
    public B maxFrameBytes(int bytes) {
        int checked = atLeast(1, "maxFrameBytes", bytes);
        return set(config -> config.maxFrameBytes = checked);
    }

    /**
     * Closes a session that has received nothing for this long, within two seconds. A port with a WebSocket has to send its pings
     * more often.
     *
     * @param time zero: never
     * @return this
     */
    public B idleTimeout(Duration time) {
        Duration checked = atLeast(Duration.ZERO, "idleTimeout", time);
        return set(config -> config.idleTimeout = checked);
    }

    /**
     * Stops reading from a session that has this many packets that its listener has not handled yet.
     *
     * @param packets above inboundLow
     * @return this
     */
    public B inboundHigh(int packets) {
        int checked = atLeast(1, "inboundHigh", packets);
        return set(config -> config.inboundHigh = checked);
    }

    /**
     * Goes on reading from a session when it has only this many packets left that its listener has not handled yet.
     *
     * @param packets 0 or more, and below inboundHigh
     * @return this
     */
    public B inboundLow(int packets) {
        int checked = atLeast(0, "inboundLow", packets);
        return set(config -> config.inboundLow = checked);
    }

    /**
     * Stops reading from a session that has this many bytes of packets that its listener has not handled yet, the memory of a frame
     * that has begun included. While no packet waits, a frame of up to maxFrameBytes is received, even if it is longer than this.
     *
     * @param bytes above inboundLowBytes, at most 4 GiB
     * @return this
     */
    public B inboundHighBytes(long bytes) {
        long checked = within(1L, MOST_INBOUND_BYTES, "inboundHighBytes", bytes);
        return set(config -> config.inboundHighBytes = checked);
    }

    /**
     * Goes on reading from a session when it has only this many bytes left that its listener has not handled yet.
     *
     * @param bytes 0 or more, and below inboundHighBytes
     * @return this
     */
    public B inboundLowBytes(long bytes) {
        long checked = atLeast(0L, "inboundLowBytes", bytes);
        return set(config -> config.inboundLowBytes = checked);
    }

    /**
     * Closes a session that sends faster than this, as {@link InboundRate} tells.
     *
     * @param tokens 0: no limit
     * @return this
     */
    public B inboundTokensPerSecond(int tokens) {
        int checked = atLeast(0, "inboundTokensPerSecond", tokens);
        return set(config -> config.inboundTokensPerSecond = checked);
    }

    /**
     * Lets a session use this many tokens at once after a pause.
     *
     * @param tokens 1 or more; a frame that costs more is never received, if there is a limit at all
     * @return this
     */
    public B inboundBurst(int tokens) {
        int checked = atLeast(1, "inboundBurst", tokens);
        return set(config -> config.inboundBurst = checked);
    }

    /**
     * Chooses where a session's packets wait to be sent.
     *
     * @param store not {@link Store#RING} with {@link WhenFull#DROP_OLDEST}
     * @return this
     */
    public B sendStore(Store store) {
        Objects.requireNonNull(store);
        return set(config -> config.sendStore = store);
    }

    /**
     * Limits the bytes of one session accepted but not yet written. An empty queue takes one packet that is longer, a ring does not.
     *
     * @param bytes above zero; with {@link Store#RING} the ring's size, rounded up to a power of two, at most 1 GiB
     * @return this
     */
    public B sendMaxBytes(long bytes) {
        long checked = atLeast(1L, "sendMaxBytes", bytes);
        return set(config -> config.sendMaxBytes = checked);
    }

    /**
     * Sets the high mark of a session's queued bytes: from there on {@link Session#isWritable} is false.
     *
     * @param bytes 1 to sendMaxBytes; if it is not set, half of sendMaxBytes
     * @return this
     */
    public B sendHigh(long bytes) {
        long checked = atLeast(1L, "sendHigh", bytes);
        return set(config -> config.sendHigh = checked);
    }

    /**
     * Sets the low mark of a session's queued bytes: {@link SessionListener#onWritable} comes when they have fallen to it.
     *
     * @param bytes 0 or more, and below sendHigh; if it is not set, half of sendHigh
     * @return this
     */
    public B sendLow(long bytes) {
        long checked = atLeast(0L, "sendLow", bytes);
        return set(config -> config.sendLow = checked);
    }

    /**
     * Chooses what happens to a packet that does not fit into a session's limit, or into that of all sessions.
     *
     * @param policy not {@link WhenFull#DROP_OLDEST} with {@link Store#RING}
     * @return this
     */
    public B sendWhenFull(WhenFull policy) {
        Objects.requireNonNull(policy);
        return set(config -> config.sendWhenFull = policy);
    }

    /**
     * Closes a session whose write makes no progress for this long.
     *
     * @param time zero: never
     * @return this
     */
    public B sendStallTimeout(Duration time) {
        Duration checked = atLeast(Duration.ZERO, "sendStallTimeout", time);
        return set(config -> config.sendStallTimeout = checked);
    }
}
