package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.TextSession.LINES;
import static io.onesend.network.netty.TextSession.changeTo;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how a session changes its frames in mid-stream; the test steps the logic loop. */
class FrameChangeTest {

    @Test
    void cutsTheRestOfTheReadInTheNewFormat() {
        try (TextSession texts = new TextSession()) {
            texts.onText("raw", changeTo(FrameFormat.RAW));

            texts.receive("a\nraw\nb\nc");
            texts.receive("\nd");

            assertThat(texts.received).containsExactly("a", "raw", "b\nc", "\nd");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void changesWhereverTheReadsAreCut(int piece) {
        try (TextSession texts = new TextSession()) {
            texts.onText("chat", changeTo(FrameFormat.CHAT));
            String chat = new String(frame(1, (byte) '\n', (byte) 'x'), ISO_8859_1);

            String stream = "a\nb\nchat\n" + chat + chat;
            for (int from = 0; from < stream.length(); from += piece) {
                texts.receive(stream.substring(from, Math.min(stream.length(), from + piece)));
            }

            assertThat(texts.received).containsExactly("a", "b", "chat", chat, chat);
        }
    }

    /** Lines that announce a block of bytes, and back. */
    @Test
    void changesToAndFroAtRandomCuts() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (TextSession texts = new TextSession(NetworkConfig.builder()
                .frameFormat(LINES)
                .inboundHigh(1 + random.nextInt(3))
                .inboundLow(0)
                .build())) {
            texts.then = (session, text) -> {
                if (text.startsWith("block ")) {
                    int length = Integer.parseInt(text.substring(6));
                    session.changeFrames(
                            FrameFormat.of((bytes, looked) -> length).oneAtATime(), PacketDecoder.BYTES);
                } else if (text.startsWith("\n")) {
                    session.changeFrames(LINES, PacketDecoder.BYTES);
                }
            };
            List<String> expected = new ArrayList<>();
            StringBuilder stream = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                String block = "\n".repeat(1 + random.nextInt(100));
                expected.addAll(List.of("line " + i, "block " + block.length(), block));
                stream.append("line ")
                        .append(i)
                        .append("\r\nblock ")
                        .append(block.length())
                        .append('\n')
                        .append(block);
            }

            for (int from = 0; from < stream.length(); ) {
                int to = Math.min(stream.length(), from + 1 + random.nextInt(random.nextBoolean() ? 4 : 700));
                texts.receive(stream.substring(from, to));
                from = to;
            }

            assertThat(texts.received).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void cutsNothingWhileTheCallbackHasSuspendedTheSession() {
        try (TextSession texts = new TextSession()) {
            texts.onText("login", (session, text) -> session.suspend());
            texts.receive("login\nab");
            texts.receive("cd\n");
            assertThat(texts.received).containsExactly("login");

            texts.sessions.loop.execute(() -> {
                texts.session.changeFrames(FrameFormat.of((bytes, looked) -> 2), PacketDecoder.BYTES);
                texts.session.resume();
            });
            texts.run();

            assertThat(texts.received).containsExactly("login", "ab", "cd");
        }
    }

    @Test
    void goesOnAsBeforeIfASuspendedSessionResumes() {
        try (TextSession texts = new TextSession()) {
            texts.onText("a", (session, text) -> {
                session.suspend();
                session.resume();
                session.suspend();
            });
            texts.receive("a\nb\nc\n");

            texts.sessions.loop.execute(() -> texts.session.resume());
            texts.run();

            assertThat(texts.received).containsExactly("a", "b", "c");
        }
    }

    @Test
    void givesTheSessionToTheListenerOfTheNewProtocol() {
        try (TextSession texts = new TextSession()) {
            List<Object> numbers = new ArrayList<>();
            SessionListener<Integer> counting = new SessionListener<>() {
                @Override
                public void onConnect(Session session) {
                    numbers.add("connected");
                }

                @Override
                public void onReceive(Session session, Integer packet) {
                    numbers.add(packet);
                }

                @Override
                public void onDisconnect(Session session, DisconnectReason reason) {
                    numbers.add(reason);
                }
            };
            texts.onText(
                    "numbers",
                    (session, text) -> session.changeProtocol(
                            FrameFormat.of((bytes, looked) -> 1), frame -> frame.u8(), counting));

            texts.receive("numbers\n\1\2");
            texts.receive("\3");
            texts.channel.close();
            texts.run();

            assertThat(texts.received).containsExactly("numbers");
            assertThat(texts.ends).isEmpty();
            assertThat(numbers).containsExactly(1, 2, 3, DisconnectReason.CLOSED_BY_PEER);
        }
    }

    @Test
    void takesTheLastOfSeveralChanges() {
        try (TextSession texts = new TextSession()) {
            texts.onText("x", changeTo(FrameFormat.RAW).andThen(changeTo(FrameFormat.delimitedBy("-"))));

            texts.receive("x\na-b\n-");

            assertThat(texts.received).containsExactly("x", "a", "b\n");
        }
    }

    @Test
    void deliversAllFramesOfAPeerThatHasEndedItsSide() {
        try (TextSession texts = new TextSession()) {
            texts.onText("b", changeTo(FrameFormat.delimitedBy("-")));
            texts.channel.writeInbound(Unpooled.directBuffer().writeBytes("a\nb\nc-d-".getBytes(ISO_8859_1)));
            texts.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

            texts.run();

            assertThat(texts.received).containsExactly("a", "b", "c", "d");
            assertThat(texts.session.isOpen()).isFalse();
        }
    }

    /** What is read while a frame is handled is bounded by reading no more once there is something to keep. */
    @Test
    void readsNoMoreThanOneReadWhileAFrameIsHandled() {
        try (TextSession texts = new TextSession()) {
            texts.channel.writeInbound(Unpooled.directBuffer().writeBytes("a\n".getBytes(ISO_8859_1)));
            assertThat(texts.channel.config().isAutoRead()).isTrue();

            texts.channel.writeInbound(Unpooled.directBuffer().writeBytes("b\n".getBytes(ISO_8859_1)));
            assertThat(texts.channel.config().isAutoRead()).isFalse();
            assertThat(((NettySession) texts.session).inbound().waiting()).isEqualTo(1);

            texts.run();
            assertThat(texts.received).containsExactly("a", "b");
            assertThat(texts.channel.config().isAutoRead()).isTrue();
        }
    }

    @Test
    void cutsFramesThatCannotChangeAtFullSpeed() {
        try (TextSession texts = new TextSession(
                NetworkConfig.builder().frameFormat(FrameFormat.LINES).build())) {
            texts.channel.writeInbound(Unpooled.directBuffer().writeBytes("a\nb\nc\n".getBytes(ISO_8859_1)));

            assertThat(((NettySession) texts.session).inbound().waiting()).isEqualTo(3);
            texts.run();
            assertThat(texts.received).isEqualTo(Arrays.asList("a", "b", "c"));
        }
    }
}
