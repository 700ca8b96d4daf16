package io.onesend.network.netty;

import io.onesend.network.NetworkConfig;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;

/** What the sessions of one server, or of one connect call of a client, have in common. */
record SessionContext(
        NetworkConfig config,
        LogicLoop loop,
        PacketDecoder<?> decoder,
        SessionListener<Object> listener,
        FrameCutter cutter,
        LiveSessions live,
        ByteBudget budget,
        SessionEnds ends) {

    static <P> SessionContext of(
            NetworkConfig config,
            LogicLoop loop,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener,
            LiveSessions live,
            ByteBudget budget,
            SessionEnds ends) {
        // What the decoder makes is a P, so the listener never sees anything else.
        @SuppressWarnings("unchecked")
        SessionListener<Object> untyped = (SessionListener<Object>) listener;
        FrameCutter cutter = new FrameCutter(config.frameFormat(), config.maxFrameBytes());
        return new SessionContext(config, loop, decoder, untyped, cutter, live, budget, ends);
    }
}
