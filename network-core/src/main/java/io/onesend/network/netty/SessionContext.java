package io.onesend.network.netty;

import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.PacketTracer;
import io.onesend.network.SessionListener;
import io.onesend.network.events.NetworkEvents;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of one endpoint of a server, or of one connect call of a client, have in common.
 *
 * @param shared with all other sessions of the server or client
 * @param config of the endpoint: its own parameters, and for the others the server's
 * @param places the endpoint's
 * @param counters the endpoint's, or the client's
 * @param refusals the endpoint's
 * @param filter the endpoint's
 * @param times the endpoint's
 * @param tracer the endpoint's; null: it has none
 */
record SessionContext(
        SharedContext shared,
        NetworkConfig config,
        PacketDecoder<?> decoder,
        SessionListener<Object> listener,
        InboundFrameCutter cutter,
        SendLimits sendLimits,
        SessionPlaces places,
        EndpointCounters counters,
        RefusalPackets refusals,
        SessionFilter filter,
        SessionTimes times,
        @Nullable PacketTracer tracer) {

    /** For a client, whose places have no limit and whose connections are not refused. */
    static <P> SessionContext of(
            SharedContext shared,
            NetworkConfig config,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return of(shared, config, Endpoint.<P>builder(decoder, listener).build(), SessionPlaces.unlimited());
    }

    /** For an endpoint of a server that has this configuration. */
    static SessionContext of(SharedContext shared, NetworkConfig server, Endpoint<?> endpoint) {
        NetworkConfig own = endpoint.configIn(server);
        return of(shared, own, endpoint, SessionPlaces.ofEndpoint(own, server));
    }

    private static SessionContext of(
            SharedContext shared, NetworkConfig config, Endpoint<?> endpoint, SessionPlaces places) {
        EndpointCounters counters = new EndpointCounters();
        return new SessionContext(
                shared,
                config,
                endpoint.decoder(),
                untyped(endpoint.listener()),
                InboundFrameCutter.of(config.frameFormat(), config.maxFrameBytes()),
                SendLimits.of(config.send()),
                places,
                counters,
                new RefusalPackets(endpoint.refusalPacket(), shared.refused()),
                new SessionFilter(endpoint.addressFilter(), counters),
                new SessionTimes(config),
                endpoint.packetTracer());
    }

    /** The same for another connect call of this client. */
    <P> SessionContext with(PacketDecoder<? extends P> other, SessionListener<P> told) {
        return new SessionContext(
                shared,
                config,
                other,
                untyped(told),
                cutter,
                sendLimits,
                places,
                counters,
                refusals,
                filter,
                times,
                tracer);
    }

    /** The same endpoint for sessions that begin later, with other parameters. */
    SessionContext with(NetworkConfig later) {
        return new SessionContext(
                shared,
                later,
                decoder,
                listener,
                InboundFrameCutter.of(later.frameFormat(), later.maxFrameBytes()),
                SendLimits.of(later.send()),
                places,
                counters,
                refusals,
                filter,
                times,
                tracer);
    }

    /** The decoder makes only what the listener handles, so the listener never sees another type. */
    @SuppressWarnings("unchecked")
    private static SessionListener<Object> untyped(SessionListener<?> listener) {
        return (SessionListener<Object>) listener;
    }

    /** The logic loop of a session for which there is no rule: always the same for the same id and lane. */
    LogicLoop loopOf(long sessionId, SendLane lane) {
        List<LogicLoop> loops = shared.logic().loops();
        return loops.isEmpty() ? lane.inlineLogic() : loops.get((int) (sessionId % loops.size()));
    }

    /** The logic loop that the rule gives. */
    LogicLoop loopOf(ToIntFunction<Logic.Arrival> rule, Logic.Arrival arrival) {
        List<LogicLoop> loops = shared.logic().loops();
        int index = rule.applyAsInt(arrival);
        if (index < 0 || index >= loops.size()) {
            throw new IndexOutOfBoundsException("the rule of Logic.spread gave the loop " + index + ", but there are "
                    + Counted.of(loops.size(), "loop") + " from 0 on");
        }
        return loops.get(index);
    }

    /** How often a WebSocket is asked whether its peer is there. */
    Duration webSocketPing() {
        return config.doors().webSocket().ping();
    }

    /** Only a store that itself drops packets needs to know the session. */
    private SendVerdicts verdictsOf(NettySession session, SendAccount account) {
        return config.send().whenFull() != WhenFull.DROP_OLDEST
                ? shared.verdicts()
                : shared.verdicts()
                        .andAfterDroppedOldest(
                                () -> NetworkEvents.queueFull(session, "dropped-oldest", account.queued()));
    }

    /** Makes the send queue of a session, with the configured store. */
    SendQueue newSendQueue(
            NettySession session, SendLane lane, SendWriter writer, SendQueue.Listener listener, Framing framing) {
        SendAccount account = new SendAccount(shared.budget(), sendLimits, session, counters.of(lane));
        return new SendQueue(lane, writer, listener, newStore(session, lane, account, framing), account);
    }

    private SendStore newStore(NettySession session, SendLane lane, SendAccount account, Framing framing) {
        NetworkConfig.Send limits = config.send();
        if (limits.store() == NetworkConfig.Store.RING) {
            return framing == Framing.NONE ? new SendRingStore(account) : SendFramedRingStore.of(framing, account);
        }
        SendBatch batch = framing == Framing.NONE ? lane.batch() : lane.batch(framing);
        boolean dropsOldest = limits.whenFull() == WhenFull.DROP_OLDEST;
        SendVerdicts verdicts = verdictsOf(session, account);
        return dropsOldest || tracedOneIn() == 0
                ? new SendPacketStore(account, batch, verdicts, dropsOldest)
                : new SendTracedPacketStore(account, batch, verdicts);
    }

    /** What takes the frames of a session that begins: its reader, or what chooses packets to trace in front of it. */
    InboundFrames.Sink tracing(NettySession session, InboundReader reader) {
        int oneIn = tracedOneIn();
        return tracer == null || oneIn == 0 ? reader : new InboundTracing(session, reader, tracer, oneIn);
    }

    private int tracedOneIn() {
        return tracer == null ? 0 : Math.max(0, tracer.oneIn());
    }
}
