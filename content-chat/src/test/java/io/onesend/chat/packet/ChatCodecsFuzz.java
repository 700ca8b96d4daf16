package io.onesend.chat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.onesend.chat.ChatProtocol;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Any body for every id of the protocol, on both sides: a packet that is equal after a round trip, or a malformed one. */
class ChatCodecsFuzz {

    private static final PacketRegistry<ClientPacket, ServerPacket> SERVER = ChatProtocol.serverRegistry();
    private static final PacketRegistry<ServerPacket, ClientPacket> CLIENT = ChatProtocol.clientRegistry();

    private static final int[] IDS = {
        1, 2, 3, 201, 202, 206, 207, 208, 209, 215, 216, 217, 221, 222, 223, 231, 232, 233, 234, 235, 236, 237, 238, 239
    };

    /** The first byte chooses the id, the rest is the body. */
    @FuzzTest(maxDuration = "1m")
    void decodesWhatItEncodes(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] frame = frame(IDS[(input[0] & 0xff) % IDS.length], input);
        roundTrip(SERVER, CLIENT, frame);
        roundTrip(CLIENT, SERVER, frame);
    }

    private static byte[] frame(int id, byte[] input) {
        int length = Math.min(65_535, 5 + input.length - 1);
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) length)
                .putShort((short) id)
                .put((byte) 0)
                .put(input, 1, length - 5)
                .array();
    }

    private static <I, O> void roundTrip(PacketRegistry<I, O> reading, PacketRegistry<O, I> writing, byte[] frame) {
        I packet;
        try {
            packet = reading.decode(PacketReader.over(frame));
        } catch (MalformedPacketException expected) {
            return;
        }
        EncodedPacket encoded;
        try {
            encoded = writing.encode(packet);
        } catch (IllegalArgumentException cannotBeSent) {
            // An unknown id, text that was not UTF-8, and lists and texts longer than we send them.
            return;
        }
        try (encoded) {
            assertThat(reading.decode(PacketReader.over(encoded.toBytes()))).isEqualTo(packet);
        }
    }
}
