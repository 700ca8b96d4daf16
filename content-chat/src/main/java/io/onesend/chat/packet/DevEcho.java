package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;
import java.util.Arrays;

/** Any bytes, which the server returns as they came. The array is not copied: the creator must not change it. */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record DevEcho(byte[] body) implements ClientPacket, ServerPacket {

    public static final PacketCodec<DevEcho> CODEC =
            PacketCodec.of(body -> new DevEcho(body.rest()), (packet, body) -> body.bytes(packet.body));

    @Override
    public boolean equals(Object other) {
        return other instanceof DevEcho echo && Arrays.equals(body, echo.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "DevEcho[" + body.length + " bytes]";
    }
}
