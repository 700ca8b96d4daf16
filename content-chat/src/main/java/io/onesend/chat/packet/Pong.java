package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** The answer to a {@link Ping}. */
public record Pong(short number) implements ServerPacket {

    public static final PacketCodec<Pong> CODEC =
            PacketCodec.of(body -> new Pong(body.i16()), (packet, body) -> body.i16(packet.number));
}
