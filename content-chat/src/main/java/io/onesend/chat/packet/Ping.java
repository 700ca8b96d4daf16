package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** Asks for a {@link Pong} of the same number; answered in every state. */
public record Ping(short number) implements ClientPacket {

    public static final PacketCodec<Ping> CODEC =
            PacketCodec.of(body -> new Ping(body.i16()), (packet, body) -> body.i16(packet.number));
}
