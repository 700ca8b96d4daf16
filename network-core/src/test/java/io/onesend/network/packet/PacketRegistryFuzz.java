package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decodes any frame: the result is a packet that is equal after a round trip, an unknown id, or a malformed packet. */
class PacketRegistryFuzz {

    private record Everything(
            int u8, int i16, int u16, int i32, long i64, String fixed, List<String> texts, String rest) {}

    private static final PacketCodec<Everything> CODEC = PacketCodec.of(
            body -> new Everything(
                    body.u8(),
                    body.i16(),
                    body.u16(),
                    body.i32(),
                    body.i64(),
                    text(body.fixedText(33)),
                    texts(body),
                    new String(body.rest(), StandardCharsets.ISO_8859_1)),
            (packet, body) -> {
                body.u8(packet.u8);
                body.i16(packet.i16);
                body.u16(packet.u16);
                body.i32(packet.i32);
                body.i64(packet.i64);
                body.fixedText(packet.fixed, 33);
                body.u8(packet.texts.size());
                packet.texts.forEach(body::text8);
                body.bytes(packet.rest.getBytes(StandardCharsets.ISO_8859_1));
            });

    private static final PacketRegistry<Object, Everything> REGISTRY = PacketRegistry.<Object, Everything>builder(
                    id -> id)
            .receives(300, CODEC)
            .sends(300, Everything.class, CODEC)
            .build();

    @FuzzTest(maxDuration = "1m")
    void decodesWhatItEncodes(byte[] frame) {
        Object packet;
        try {
            packet = REGISTRY.decode(PacketReader.over(frame));
        } catch (MalformedPacketException expected) {
            return;
        }
        if (packet instanceof Everything everything && isWritable(everything)) {
            try (EncodedPacket encoded = REGISTRY.encode(everything)) {
                assertThat(REGISTRY.decode(PacketReader.over(encoded.toBytes())))
                        .isEqualTo(everything);
            }
        }
    }

    /** A reader accepts a text8 of up to 255 bytes; a writer writes at most 127. */
    private static boolean isWritable(Everything packet) {
        return packet.texts.stream().allMatch(text -> text.getBytes(StandardCharsets.UTF_8).length <= 127);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "not UTF-8" : text;
    }

    private static List<String> texts(PacketReader body) {
        int count = body.u8();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(body.text8()));
        }
        return texts;
    }
}
