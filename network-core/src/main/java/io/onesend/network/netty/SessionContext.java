package io.onesend.network.netty;

import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.SessionListener;
import io.onesend.network.events.NetworkEvents;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The state that the sessions of one endpoint of a server, or of one connect call of a client, share.
 *
 * @param config of the endpoint: its own parameters, and for the others the server's
 * @param places the endpoint's
 * @param counters the endpoint's, or the client's
 * @param refusals the endpoint's
 */
record SessionContext(
        NetworkConfig config,
        Logic logic,
        PacketDecoder<?> decoder,
        SessionListener<Object> listener,
        InboundFrameCutter cutter,
        SessionRegistry live,
        SessionPlaces places,
        SendBudget budget,
        SendLimits sendLimits,
        InboundBudget inboundBudget,
        SendVerdicts verdicts,
        SessionEnds ends,
        EndpointCounters counters,
        RefusalPackets refusals) {

    static <P> SessionContext of(
            NetworkConfig config,
            Logic logic,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener,
            SessionRegistry live,
            SendBudget budget,
            InboundBudget inboundBudget,
            SessionEnds ends) {
        // The decoder makes only P, so the listener never sees another type.
        @SuppressWarnings("unchecked")
        SessionListener<Object> untyped = (SessionListener<Object>) listener;
        InboundFrameCutter cutter = InboundFrameCutter.of(config.frameFormat(), config.maxFrameBytes());
        return new SessionContext(
                config,
                logic,
                decoder,
                untyped,
                cutter,
                live,
                SessionPlaces.unlimited(),
                budget,
                SendLimits.of(config.send()),
                inboundBudget,
                new SendVerdicts(),
                ends,
                new EndpointCounters(),
                new RefusalPackets(null, new RefusedConnections()));
    }

    /** The same for an endpoint of this server, with what the endpoint has of its own. */
    <P> SessionContext at(Endpoint<P> endpoint) {
        @SuppressWarnings("unchecked")
        SessionListener<Object> untyped = (SessionListener<Object>) endpoint.listener();
        NetworkConfig own = endpoint.configIn(config);
        return new SessionContext(
                own,
                logic,
                endpoint.decoder(),
                untyped,
                InboundFrameCutter.of(own.frameFormat(), own.maxFrameBytes()),
                live,
                SessionPlaces.ofEndpoint(own, config),
                budget,
                SendLimits.of(own.send()),
                inboundBudget,
                verdicts,
                ends,
                new EndpointCounters(),
                new RefusalPackets(endpoint.refusalPacket(), refusals.open()));
    }

    /** The same for another connect call of this client. */
    <P> SessionContext with(PacketDecoder<? extends P> other, SessionListener<P> told) {
        @SuppressWarnings("unchecked")
        SessionListener<Object> untyped = (SessionListener<Object>) told;
        return new SessionContext(
                config,
                logic,
                other,
                untyped,
                cutter,
                live,
                places,
                budget,
                sendLimits,
                inboundBudget,
                verdicts,
                ends,
                counters,
                refusals);
    }

    /** The logic loop of a session for which there is no rule: always the same for the same id and lane. */
    LogicLoop loopOf(long sessionId, SendLane lane) {
        List<LogicLoop> loops = logic.loops();
        return loops.isEmpty() ? lane.inlineLogic() : loops.get((int) (sessionId % loops.size()));
    }

    /** The logic loop that the rule gives. */
    LogicLoop loopOf(ToIntFunction<Logic.Arrival> rule, Logic.Arrival arrival) {
        List<LogicLoop> loops = logic.loops();
        int index = rule.applyAsInt(arrival);
        if (index < 0 || index >= loops.size()) {
            throw new IndexOutOfBoundsException("the rule of Logic.spread gave the loop " + index + ", but there are "
                    + Counted.of(loops.size(), "loop") + " from 0 on");
        }
        return loops.get(index);
    }

    /** Only a store that itself drops packets needs to know the session. */
    private SendVerdicts verdictsOf(NettySession session, SendAccount account) {
        return config.send().whenFull() != WhenFull.DROP_OLDEST
                ? verdicts
                : verdicts.andAfterDroppedOldest(
                        () -> NetworkEvents.queueFull(session, "dropped-oldest", account.queued()));
    }

    /** Makes the send queue of a session, with the configured store. */
    SendQueue newSendQueue(NettySession session, SendLane lane, SendWriter writer, SendQueue.Listener listener) {
        NetworkConfig.Send limits = config.send();
        SendAccount account = new SendAccount(budget, sendLimits, session, counters.of(lane));
        SendStore store = limits.store() == NetworkConfig.Store.RING
                ? new SendRingStore(account)
                : new SendPacketStore(
                        account, lane.batch(), verdictsOf(session, account), limits.whenFull() == WhenFull.DROP_OLDEST);
        return new SendQueue(lane, writer, listener, store, account);
    }
}
