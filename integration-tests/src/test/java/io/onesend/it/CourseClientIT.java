package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Metrics;
import io.onesend.it.harness.TestRedis;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The course's own client, as far as the wire goes: it reads lengths as signed 16-bit numbers, ids likewise and text counts as
 * signed bytes, into a buffer for packets of 1,024 bytes; a notify's body has 290; it knows its own packets and no others.
 */
class CourseClientIT {

    private static final int BUFFER_BYTES = 1_024;
    private static final Set<Integer> KNOWN = Set.of(1, 202, 207, 208, 209, 216, 217, 222, 223);

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void twoOfThemMeetChatAndPart() throws IOException {
        int room = chat.room();
        String aliceId = account("앨리스");
        String bobId = account("bob");
        try (CourseClient alice = new CourseClient();
                CourseClient bob = new CourseClient()) {
            alice.expectResult(alice.login(aliceId), 202);
            bob.expectResult(bob.login(bobId), 202);

            alice.expectResult(alice.enter(room), 207);
            assertThat(alice.read(209).get(5)).isEqualTo((byte) 1);
            bob.expectResult(bob.enter(room), 207);
            ByteBuffer list = bob.read(209);
            assertThat(list.get(5)).isEqualTo((byte) 2);
            assertThat(list.get(6 + 8))
                    .as("a count the client reads as a signed byte")
                    .isPositive();

            ByteBuffer newUser = alice.read(208);
            long bobsUniqueId = newUser.getLong(5);
            assertThat(text(newUser, 14, newUser.get(13))).isEqualTo(bobId);

            bob.expectResult(bob.chat("안녕, 방!"), 222);
            for (CourseClient client : new CourseClient[] {alice, bob}) {
                ByteBuffer notify = client.read(223);
                assertThat(notify.limit() - 5).as("body of a 223").isEqualTo(290);
                assertThat(untilNul(notify, 5, 33)).isEqualTo(bobId);
                assertThat(untilNul(notify, 38, 257)).isEqualTo("안녕, 방!");
            }

            bob.expectResult(bob.request(215), 216);
            assertThat(alice.read(217).getLong(5)).isEqualTo(bobsUniqueId);
            alice.expectResult(alice.request(215), 216);
        }
    }

    @Test
    void oneThatOnlyEchoesIsNotCutOffAndOneThatOnlyDribblesIs() throws IOException {
        try (ChatFixture impatient = ChatFixture.start("chat.login-timeout=2s");
                CourseClient echoing = new CourseClient(impatient);
                CourseClient dribbling = new CourseClient(impatient)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        echoing.echo();
                        return dribbling.hasEndedAfterOneMoreByte();
                    });

            echoing.echo();
            assertThat(impatient.server().admin().metric(Metrics.SESSIONS)).isEqualTo(1);
        }
    }

    @Test
    void nothingIsSentToAClientThatAskedForNothing() throws IOException {
        try (CourseClient client = new CourseClient()) {
            client.echo();
        }
    }

    private static String account(String name) {
        String id = TestRedis.unique() + name;
        chat.redis().plaintext(id, chat.password());
        return id;
    }

    private static String untilNul(ByteBuffer packet, int from, int size) {
        int length = 0;
        while (packet.get(from + length) != 0) {
            length++;
        }
        assertThat(length).isLessThan(size);
        return text(packet, from, length);
    }

    private static String text(ByteBuffer packet, int from, int length) {
        byte[] text = new byte[length];
        packet.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static final class CourseClient implements AutoCloseable {
        private final Socket socket;
        private int dribbled;

        CourseClient() throws IOException {
            this(chat);
        }

        CourseClient(ChatFixture fixture) throws IOException {
            socket = new Socket(
                    fixture.server().address().getAddress(), fixture.server().port());
            socket.setSoTimeout(10_000);
        }

        ByteBuffer login(String id) {
            ByteBuffer packet = packet(71, 201);
            packet.put(5, id.getBytes(StandardCharsets.UTF_8));
            return packet.put(38, chat.password().getBytes(StandardCharsets.UTF_8));
        }

        ByteBuffer enter(int room) {
            return packet(9, 206).putInt(5, room);
        }

        ByteBuffer chat(String message) {
            return packet(262, 221).put(5, message.getBytes(StandardCharsets.UTF_8));
        }

        ByteBuffer request(int id) {
            return packet(5, id);
        }

        private static ByteBuffer packet(int length, int id) {
            return ByteBuffer.allocate(length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort(0, (short) length)
                    .putShort(2, (short) id);
        }

        /** The echo is the next packet, and empty as it was sent. */
        void echo() throws IOException {
            send(packet(5, 1));
            assertThat(read(1).limit()).as("length of the echo").isEqualTo(5);
        }

        /** Sends a byte of a packet that never becomes whole. */
        boolean hasEndedAfterOneMoreByte() throws IOException {
            socket.setSoTimeout(1);
            try {
                socket.getOutputStream().write(dribbled++ == 0 ? 200 : 0);
                return socket.getInputStream().read() == -1;
            } catch (SocketTimeoutException stillThere) {
                return false;
            } catch (SocketException reset) {
                return true;
            }
        }

        void expectResult(ByteBuffer request, int responseId) throws IOException {
            send(request);
            assertThat(read(responseId).getShort(5)).isZero();
        }

        void send(ByteBuffer packet) throws IOException {
            socket.getOutputStream().write(packet.array());
        }

        ByteBuffer read(int expectedId) throws IOException {
            InputStream in = socket.getInputStream();
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(5)).order(ByteOrder.LITTLE_ENDIAN);
            short length = header.getShort(0);
            assertThat(length).as("length as an int16").isBetween((short) 5, (short) BUFFER_BYTES);
            int id = header.getShort(2);
            assertThat(KNOWN).contains(id);
            assertThat(id).isEqualTo(expectedId);
            assertThat(header.get(4)).isZero();
            ByteBuffer packet = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            packet.put(header.array()).put(in.readNBytes(length - 5)).flip();
            assertThat(packet.limit()).isEqualTo(length);
            return packet;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
