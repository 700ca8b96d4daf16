package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends random values through encoder and decoder, and random bytes into the decoder; the seed is logged. */
class RandomPacketsTest {

    private static final Logger LOG = LoggerFactory.getLogger(RandomPacketsTest.class);
    private static final int ROUNDS = 3_000;

    private record Everything(
            int u8, short i16, int u16, int i32, long i64, String fixed, List<String> texts, String tail) {}

    private static final PacketCodec<Everything> CODEC = PacketCodec.of(
            body -> new Everything(
                    body.u8(),
                    body.i16(),
                    body.u16(),
                    body.i32(),
                    body.i64(),
                    body.fixedText(257),
                    texts(body),
                    new String(body.rest(), StandardCharsets.ISO_8859_1)),
            (packet, body) -> {
                body.u8(packet.u8);
                body.i16(packet.i16);
                body.u16(packet.u16);
                body.i32(packet.i32);
                body.i64(packet.i64);
                body.fixedText(packet.fixed, 257);
                body.u8(packet.texts.size());
                packet.texts.forEach(body::text8);
                body.bytes(packet.tail.getBytes(StandardCharsets.ISO_8859_1));
            });

    private final PacketRegistry<Object, Everything> registry = PacketRegistry.<Object, Everything>builder(id -> id)
            .receives(300, CODEC)
            .sends(300, Everything.class, CODEC)
            .build();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void whatIsEncodedIsDecodedEqual() {
        LOG.info("seed {}", seed);
        PacketReader reader = new PacketReader();
        for (int round = 0; round < ROUNDS; round++) {
            Everything sent = new Everything(
                    random.nextInt(256),
                    (short) random.nextInt(),
                    random.nextInt(65_536),
                    random.nextInt(),
                    random.nextLong(),
                    text(256),
                    texts(),
                    new String(bytes(random.nextInt(2_000)), StandardCharsets.ISO_8859_1));
            try (EncodedPacket packet = registry.encode(sent)) {
                byte[] frame = packet.toBytes();
                reader.wrap(ByteBuffer.wrap(frame), 0, frame.length);
                assertThat(registry.decode(reader))
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(sent);
            }
        }
    }

    @Test
    void randomBytesAreDecodedOrMalformedAndNothingElse() {
        LOG.info("seed {}", seed);
        PacketReader reader = new PacketReader();
        int decoded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuffer frame = ByteBuffer.wrap(bytes(5 + random.nextInt(600)));
            if (random.nextBoolean()) {
                frame.put(2, (byte) (300 & 0xff)).put(3, (byte) (300 >> 8)).put(4, (byte) 0);
            }
            reader.wrap(frame, 0, frame.capacity());
            try {
                assertThat(registry.decode(reader)).isNotNull();
                decoded++;
            } catch (MalformedPacketException expected) {
                assertThat(expected)
                        .hasMessageMatching("type .*|the body ends .*|char\\[257] without NUL.*|.*too many");
            }
        }
        assertThat(decoded).as("seed %d: some frames have to get through", seed).isPositive();
    }

    private static List<String> texts(PacketReader body) {
        int count = body.u8();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(body.text8());
        }
        return texts;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            texts.add(text(127));
        }
        return texts;
    }

    /** Characters of one to four bytes of UTF-8, no NUL, no surrogate on its own. */
    private String text(int maxBytes) {
        StringBuilder text = new StringBuilder();
        int left = random.nextInt(maxBytes + 1);
        while (left > 0) {
            int codePoint = switch (random.nextInt(4)) {
                case 0 -> 1 + random.nextInt(0x7f);
                case 1 -> 0x80 + random.nextInt(0x780);
                case 2 -> 0xac00 + random.nextInt(0x2ba4);
                default -> 0x1f300 + random.nextInt(0x300);
            };
            int length = new String(Character.toChars(codePoint)).getBytes(StandardCharsets.UTF_8).length;
            if (length <= left) {
                text.appendCodePoint(codePoint);
            }
            left -= length;
        }
        return text.toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
