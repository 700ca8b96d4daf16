package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The header of content-chat/README.md, "The wire", and how a stream may be cut. The maximum of this server is the protocol's own. */
class HeaderIT {

    private static final Logger LOG = LoggerFactory.getLogger(HeaderIT.class);

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start("network.max-frame-bytes=65535");
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void takesTheShortestPacket() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.echo());
            assertThat(client.next().bytes()).isEqualTo(Wire.echo());
        }
    }

    @Test
    void takesTheLongestPacketALengthCanDescribe() {
        byte[] longest = Wire.echo(random(65_530));
        try (RawClient client = chat.connect()) {
            client.send(longest);
            assertThat(client.next().bytes()).isEqualTo(longest);
        }
    }

    @Test
    void readsTheHeaderLittleEndian() {
        byte[] packet = {7, 0, 2, 0, 0, 0x34, 0x12};
        try (RawClient client = chat.connect()) {
            client.send(packet);
            assertThat(client.next().bytes()).containsExactly(7, 0, 3, 0, 0, 0x34, 0x12);
        }
    }

    @Test
    void takesAStreamByteByByte() {
        String id = chat.account();
        int room = chat.room();
        try (RawClient client = chat.connect()) {
            client.sendByteByByte(Wire.concat(
                    Wire.login(id, chat.password()), Wire.enter(room), Wire.chat("one byte"), Wire.leave()));

            client.expect(Wire.LOGIN_RESPONSE, 0).expect(Wire.ROOM_ENTER_RESPONSE, 0);
            assertThat(client.next(Wire.ROOM_USER_LIST_NOTIFY).users()).hasSize(1);
            client.expect(Wire.ROOM_CHAT_RESPONSE, 0);
            assertThat(client.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("one byte");
            client.expect(Wire.ROOM_LEAVE_RESPONSE, 0).assertQuiet();
        }
    }

    @Test
    void takesTwoPacketsInOneWrite() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.ping(1), Wire.ping(2));
            assertThat(client.next(Wire.PONG).i16()).isEqualTo(1);
            assertThat(client.next(Wire.PONG).i16()).isEqualTo(2);
        }
    }

    @Test
    void takesAHeaderThatIsSplitAnywhere() {
        byte[] packet = Wire.ping(77);
        for (int cut = 1; cut < packet.length; cut++) {
            byte[] first = Arrays.copyOf(packet, cut);
            byte[] second = Arrays.copyOfRange(packet, cut, packet.length);
            try (RawClient client = chat.connect()) {
                // A whole packet in front, so that the cut is in the middle of a
                // stream and its answer shows it was read.
                client.send(Wire.ping(1), first);
                assertThat(client.next(Wire.PONG).i16()).isEqualTo(1);
                client.send(second);
                assertThat(client.next(Wire.PONG).i16()).as("cut at %d", cut).isEqualTo(77);
            }
        }
    }

    @Test
    void takesAStreamThatIsCutAtRandom() {
        long seed = System.nanoTime();
        LOG.info("seed {}", seed);
        Random random = new Random(seed);
        byte[][] packets = new byte[300][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = i % 2 == 0 ? Wire.ping(i) : Wire.echo(random(random.nextInt(400)));
        }
        byte[] stream = Wire.concat(packets);
        try (RawClient client = chat.connect()) {
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(1 + random.nextInt(700), stream.length - at);
                client.send(Arrays.copyOfRange(stream, at, at + length));
                at += length;
            }
            for (int i = 0; i < packets.length; i++) {
                if (i % 2 == 0) {
                    assertThat(client.next(Wire.PONG).i16()).as("seed %d", seed).isEqualTo(i);
                } else {
                    assertThat(client.next().bytes()).as("seed %d", seed).isEqualTo(packets[i]);
                }
            }
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
