package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.SteppedSessions.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what a session receives and sends, in a channel without a socket; the test steps the logic loop. */
class SessionHandlerTest {

    private static final NetworkConfig CONFIG = NetworkConfig.builder().build();

    private final SteppedSessions sessions = new SteppedSessions();
    private final RecordingListener listener = new RecordingListener();

    private EmbeddedChannel open(NetworkConfig config) {
        return sessions.open(config, listener);
    }

    @AfterEach
    void nothingIsLeft() {
        sessions.close();
        assertThat(listener.ends).hasSameSizeAs(listener.sessions);
    }

    @Test
    void deliversAWholeFrame() {
        sessions.receive(open(CONFIG), frame(7, (byte) 1, (byte) 2));

        assertThat(listener.received).containsExactly(frame(7, (byte) 1, (byte) 2));
    }

    @Test
    void deliversAFrameThatComesByteByByte() {
        EmbeddedChannel channel = open(CONFIG);
        byte[] frame = frame(7, new byte[300]);

        for (byte b : frame) {
            assertThat(listener.received).isEmpty();
            sessions.receive(channel, new byte[] {b});
        }

        assertThat(listener.received).containsExactly(frame);
    }

    @Test
    void deliversTwoFramesOfOneReadInOrder() {
        sessions.receive(open(CONFIG), join(frame(1), frame(2, (byte) 9)));

        assertThat(listener.received).containsExactly(frame(1), frame(2, (byte) 9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void deliversAFrameWhoseHeaderIsSplit(int cut) {
        EmbeddedChannel channel = open(CONFIG);
        byte[] both = join(frame(1, (byte) 5), frame(2));

        sessions.receive(channel, Arrays.copyOf(both, 6 + cut));
        sessions.receive(channel, Arrays.copyOfRange(both, 6 + cut, both.length));

        assertThat(listener.received).containsExactly(frame(1, (byte) 5), frame(2));
    }

    @Test
    void deliversTheLongestFrameAndRefusesOneByteMore() {
        EmbeddedChannel channel = open(CONFIG);
        byte[] longest = frame(3, new byte[CONFIG.maxFrameBytes() - 5]);

        sessions.receive(channel, longest);
        assertThat(listener.received).containsExactly(longest);
        assertThat(channel.isOpen()).isTrue();

        sessions.receive(channel, frame(3, new byte[CONFIG.maxFrameBytes() - 4]));
        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("protocol-error");
    }

    @Test
    void closesOnAHeaderThatMakesNoSense() {
        EmbeddedChannel channel = open(CONFIG);

        sessions.receive(channel, new byte[] {0, 0, 1, 0, 0});

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.received).isEmpty();
        assertThat(listener.ends.get(0).detail()).isEqualTo("frame length 0 is not 5 to 4096");
    }

    @Test
    void deliversRandomCutsOfManyFrames() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        EmbeddedChannel channel = open(CONFIG);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            frames.add(frame(i, new byte[random.nextInt(600)]));
        }
        byte[] stream = join(frames.toArray(byte[][]::new));

        for (int from = 0; from < stream.length; ) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(1500));
            sessions.receive(channel, Arrays.copyOfRange(stream, from, to));
            from = to;
        }

        assertThat(listener.received).as("seed %d", seed).containsExactlyElementsOf(frames);
    }

    @Test
    void stopsReadingAtTheHighMarkAndGoesOnAtTheLowMark() {
        EmbeddedChannel channel =
                open(CONFIG.toBuilder().inboundHigh(10).inboundLow(3).build());
        byte[][] frames = new byte[40][];
        Arrays.setAll(frames, i -> frame(i));

        channel.writeInbound(Unpooled.directBuffer().writeBytes(join(frames)));

        Session session = listener.session();
        assertThat(((NettySession) session).inbound().waiting()).isEqualTo(10);
        assertThat(channel.config().isAutoRead()).isFalse();

        sessions.run(channel);
        assertThat(listener.received).containsExactly(frames);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void holdsBackPacketsWhileSuspendedAndDeliversThemInOrder() {
        EmbeddedChannel channel = open(CONFIG);
        listener.onPacket = (session, packet) -> {
            if (packet[2] == 1) {
                session.suspend();
            }
        };
        sessions.receive(channel, join(frame(1), frame(2), frame(3)));
        sessions.receive(channel, frame(4));
        assertThat(listener.received).containsExactly(frame(1));

        sessions.loop.execute(() -> listener.session().resume());
        sessions.run(channel);

        assertThat(listener.received).containsExactly(frame(1), frame(2), frame(3), frame(4));
    }

    @Test
    void writesWhatOnePassSentInOneBuffer() {
        EmbeddedChannel channel = open(CONFIG);
        sessions.loop.execute(() -> {
            listener.session().send(frame(1));
            listener.session().send(frame(2));
            listener.session().send(frame(3));
        });
        sessions.run(channel);

        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(sent(channel)).isEqualTo(join(frame(1), frame(2), frame(3)));
    }

    @Test
    void sharesOnePacketWithoutKeepingIt() {
        EmbeddedChannel channel = open(CONFIG);
        EncodedPacket packet = EncodedPacket.copyOf(frame(1));
        try (packet) {
            assertThat(listener.session().send(packet)).isEqualTo(SendResult.ACCEPTED);
            assertThat(listener.session().send(packet)).isEqualTo(SendResult.ACCEPTED);
        }
        sessions.run(channel);

        assertThat(sent(channel)).isEqualTo(join(frame(1), frame(1)));
        assertThat(PacketBuffers.references(packet)).isZero();
    }
}
