package io.onesend.network;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a server or client; immutable and consistent. {@link NetworkConfigBuilder} makes it, and tells what each
 * parameter means. A client reads transport, ioThreads, maxFrameBytes, idleTimeout, keepAlive, closeTimeout, inbound, send and
 * frameFormat.
 */
public final class NetworkConfig {

    /**
     * Limits of receiving.
     *
     * @param high as set by {@link EndpointParameters#inboundHigh}
     * @param low as set by {@link EndpointParameters#inboundLow}
     * @param highBytes as set by {@link EndpointParameters#inboundHighBytes}
     * @param lowBytes as set by {@link EndpointParameters#inboundLowBytes}
     * @param maxTotalBytes as set by {@link NetworkConfigBuilder#inboundMaxTotalBytes}
     * @param rate as set by {@link EndpointParameters#inboundTokensPerSecond} and {@link EndpointParameters#inboundBurst}
     */
    public record Inbound(int high, int low, long highBytes, long lowBytes, long maxTotalBytes, InboundRate rate) {}

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
     * @param store as set by {@link EndpointParameters#sendStore}
     * @param maxBytes as set by {@link EndpointParameters#sendMaxBytes}
     * @param maxTotalBytes as set by {@link NetworkConfigBuilder#sendMaxTotalBytes}
     * @param high as set by {@link EndpointParameters#sendHigh}, or what follows from maxBytes
     * @param low as set by {@link EndpointParameters#sendLow}, or what follows from high
     * @param whenFull as set by {@link EndpointParameters#sendWhenFull}
     * @param stallTimeout as set by {@link EndpointParameters#sendStallTimeout}
     */
    public record Send(
            Store store,
            long maxBytes,
            long maxTotalBytes,
            long high,
            long low,
            WhenFull whenFull,
            Duration stallTimeout) {}

    private final String host;
    private final int port;
    private final Transport transport;
    private final int ioThreads;
    private final int backlog;
    private final int maxSessions;
    private final int maxSessionsPerAddress;
    private final int maxFrameBytes;
    private final Duration idleTimeout;
    private final Duration keepAlive;
    private final Duration closeTimeout;
    private final Duration blockedAfter;
    private final Inbound inbound;
    private final Send send;
    /** As they were set, for another configuration that starts from this one. */
    final long sendHigh;

    final long sendLow;
    private final FrameFormat frameFormat;
    private final Doors doors;

    /** Checks how the parameters fit together; the builder has checked each by itself. */
    NetworkConfig(NetworkConfigBuilder from) {
        host = from.host;
        port = from.port;
        transport = from.transport;
        ioThreads = from.ioThreads;
        backlog = from.backlog;
        maxSessions = from.maxSessions;
        maxSessionsPerAddress = from.maxSessionsPerAddress;
        maxFrameBytes = from.maxFrameBytes;
        idleTimeout = from.idleTimeout;
        keepAlive = from.keepAlive;
        closeTimeout = from.closeTimeout;
        blockedAfter = from.blockedAfter;
        inbound = new Inbound(
                from.inboundHigh,
                from.inboundLow,
                from.inboundHighBytes,
                from.inboundLowBytes,
                from.inboundMaxTotalBytes,
                new InboundRate(from.inboundTokensPerSecond, from.inboundBurst));
        sendHigh = from.sendHigh;
        sendLow = from.sendLow;
        send = sendLimits(from);
        frameFormat = from.frameFormat;
        doors = from.doors;
        ParameterRelations.check(this);
    }

    private static Send sendLimits(NetworkConfigBuilder from) {
        long high = from.sendHigh == NetworkConfigBuilder.NOT_SET ? Math.max(1, from.sendMaxBytes / 2) : from.sendHigh;
        long low = from.sendLow == NetworkConfigBuilder.NOT_SET ? high / 2 : from.sendLow;
        return new Send(
                from.sendStore,
                from.sendMaxBytes,
                from.sendMaxTotalBytes,
                high,
                low,
                from.sendWhenFull,
                from.sendStallTimeout);
    }

    /**
     * Starts from what suits the chat protocol: all interfaces, port 11021, its frames of up to 4,096 bytes, 20,000 sessions and
     * 2,048 from one address; no idle time-out, keep-alive after 30 seconds, send queues of 1 MiB for a session and 512 MiB for
     * all.
     *
     * @return a builder of its own for the caller
     */
    public static NetworkConfigBuilder builder() {
        return new NetworkConfigBuilder();
    }

    /**
     * Starts from what suits any protocol. It differs from {@link #builder} in this: it listens on 127.0.0.1, so that no other
     * machine can connect unless the program says so, and on any free port; its frames are {@link FrameFormat#RAW}, of up to
     * 65,536 bytes, which is as much as one read brings; one address may have any number of sessions, because all clients may
     * come through one proxy.
     *
     * @return a builder of its own for the caller
     */
    public static NetworkConfigBuilder anyProtocol() {
        return new NetworkConfigBuilder()
                .host("127.0.0.1")
                .port(0)
                .frameFormat(FrameFormat.RAW)
                .maxFrameBytes(65_536)
                .maxSessionsPerAddress(0);
    }

    /** {@return a builder that starts from this configuration, which it does not change} */
    public NetworkConfigBuilder toBuilder() {
        return new NetworkConfigBuilder(this);
    }

    /** {@return as set by {@link EndpointParameters#host}} */
    public String host() {
        return host;
    }

    /** {@return as set by {@link EndpointParameters#port}} */
    public int port() {
        return port;
    }

    /** {@return as set by {@link NetworkConfigBuilder#transport}} */
    public Transport transport() {
        return transport;
    }

    /** {@return as set by {@link NetworkConfigBuilder#ioThreads}} */
    public int ioThreads() {
        return ioThreads;
    }

    /** {@return as set by {@link NetworkConfigBuilder#backlog}} */
    public int backlog() {
        return backlog;
    }

    /** {@return as set by {@link EndpointParameters#maxSessions}} */
    public int maxSessions() {
        return maxSessions;
    }

    /** {@return as set by {@link EndpointParameters#maxSessionsPerAddress}} */
    public int maxSessionsPerAddress() {
        return maxSessionsPerAddress;
    }

    /** {@return as set by {@link EndpointParameters#maxFrameBytes}} */
    public int maxFrameBytes() {
        return maxFrameBytes;
    }

    /** {@return as set by {@link EndpointParameters#idleTimeout}} */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** {@return as set by {@link NetworkConfigBuilder#keepAlive}} */
    public Duration keepAlive() {
        return keepAlive;
    }

    /** {@return as set by {@link NetworkConfigBuilder#closeTimeout}} */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /** {@return as set by {@link NetworkConfigBuilder#blockedAfter}} */
    public Duration blockedAfter() {
        return blockedAfter;
    }

    /** {@return when reading from a session stops, and how fast it may send} */
    public Inbound inbound() {
        return inbound;
    }

    /** {@return limits of the send queues} */
    public Send send() {
        return send;
    }

    /** {@return as set by {@link EndpointParameters#frameFormat}} */
    public FrameFormat frameFormat() {
        return frameFormat;
    }

    /** {@return as set by {@link EndpointParameters#doors}} */
    public Doors doors() {
        return doors;
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("host", host);
        values.put("port", port);
        values.put("transport", transport);
        values.put("ioThreads", ioThreads);
        values.put("backlog", backlog);
        values.put("maxSessions", maxSessions);
        values.put("maxSessionsPerAddress", maxSessionsPerAddress);
        values.put("maxFrameBytes", maxFrameBytes);
        values.put("idleTimeout", idleTimeout);
        values.put("keepAlive", keepAlive);
        values.put("closeTimeout", closeTimeout);
        values.put("blockedAfter", blockedAfter);
        values.put("inbound", inbound);
        values.put("send", send);
        values.put("frameFormat", frameFormat);
        values.put("doors", doors);
        return values;
    }

    /** Equal if every parameter is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NetworkConfig config && values().equals(config.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** {@return every parameter with its name} */
    @Override
    public String toString() {
        return "NetworkConfig" + values();
    }
}
