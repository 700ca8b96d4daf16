package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/**
 * Tells a client to resume its session at another host, because this one is about to stop.
 *
 * @param host a name or an address; empty: any host that the client knows
 * @param port 0 if the host is empty
 * @param afterMillis how long to wait first, so that not all clients move at once
 */
public record MoveNotify(String host, int port, long afterMillis) implements ServerPacket {

    private static final int HOST_SIZE = 65;

    /** The longest host, in bytes of UTF-8. */
    public static final int MAX_HOST_BYTES = HOST_SIZE - 1;

    public static final PacketCodec<MoveNotify> CODEC = PacketCodec.of(
            body -> new MoveNotify(TextFields.fromServer(body, HOST_SIZE), body.u16(), UnsignedFields.u32(body)),
            (packet, body) -> {
                body.fixedText(packet.host, HOST_SIZE);
                UnsignedFields.u16(body, packet.port);
                UnsignedFields.u32(body, packet.afterMillis);
            });
}
