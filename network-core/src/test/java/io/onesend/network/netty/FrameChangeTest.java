package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfigBuilder;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how a session changes its frames in mid-stream, in a channel without a socket; the test steps the logic loop. */
class FrameChangeTest {

    private static final FrameFormat LINES = FrameFormat.LINES.oneAtATime();
    private static final NetworkConfigBuilder CONFIG = NetworkConfig.builder().frameFormat(LINES);

    private final LogicLoop loop = LogicLoop.stepped();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final Texts texts = new Texts();
    private @Nullable EmbeddedChannel opened;
    private @Nullable SendLane lane;

    /** Records what it is given, as text, and answers as the test wants. */
    private static final class Texts implements SessionListener<byte[]> {
        final List<String> received = new ArrayList<>();
        final List<DisconnectReason> ends = new ArrayList<>();
        BiConsumer<Session, String> then = (session, text) -> {};

        @Nullable
        Session session;

        @Override
        public void onConnect(Session connected) {
            session = connected;
        }

        @Override
        public void onReceive(Session from, byte[] packet) {
            String text = new String(packet, ISO_8859_1);
            received.add(text);
            then.accept(from, text);
        }

        @Override
        public void onDisconnect(Session disconnected, DisconnectReason reason) {
            ends.add(reason);
        }
    }

    private EmbeddedChannel open(NetworkConfigBuilder builder) {
        NetworkConfig config = builder.build();
        SessionContext context = SessionContext.of(
                SharedContext.of(
                        Logic.on(loop),
                        new SessionRegistry(config),
                        budget,
                        new InboundBudget(config, config.maxFrameBytes())),
                config,
                PacketDecoder.BYTES,
                texts);
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel initialized) {
                SendLane made = new SendLane(initialized.eventLoop());
                lane = made;
                initialized.pipeline().addLast(new SessionHandler(1, initialized, context, made));
            }
        });
        opened = channel;
        run(channel);
        return channel;
    }

    private void run(EmbeddedChannel channel) {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
        channel.runPendingTasks();
    }

    private void receive(EmbeddedChannel channel, String bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes.getBytes(ISO_8859_1)));
        run(channel);
    }

    @AfterEach
    void nothingIsLeft() {
        if (opened != null && lane != null) {
            opened.finishAndReleaseAll();
            run(opened);
            lane.batch().close();
        }
        assertThat(budget.used()).isZero();
    }

    private void onText(String text, BiConsumer<Session, String> then) {
        texts.then = (session, received) -> {
            if (received.equals(text)) {
                then.accept(session, received);
            }
        };
    }

    private static BiConsumer<Session, String> changeTo(FrameFormat format) {
        return (session, text) -> session.changeFrames(format, PacketDecoder.BYTES);
    }

    @Test
    void cutsTheRestOfTheReadInTheNewFormat() {
        EmbeddedChannel channel = open(CONFIG);
        onText("raw", changeTo(FrameFormat.RAW));

        receive(channel, "a\nraw\nb\nc");
        receive(channel, "\nd");

        assertThat(texts.received).containsExactly("a", "raw", "b\nc", "\nd");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void changesWhereverTheReadsAreCut(int piece) {
        EmbeddedChannel channel = open(CONFIG);
        onText("chat", changeTo(FrameFormat.CHAT));
        String chat = new String(frame(1, (byte) '\n', (byte) 'x'), ISO_8859_1);

        String stream = "a\nb\nchat\n" + chat + chat;
        for (int from = 0; from < stream.length(); from += piece) {
            receive(channel, stream.substring(from, Math.min(stream.length(), from + piece)));
        }

        assertThat(texts.received).containsExactly("a", "b", "chat", chat, chat);
    }

    /** Lines that announce a block of bytes, and back. */
    @Test
    void changesToAndFroAtRandomCuts() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        EmbeddedChannel channel = open(NetworkConfig.builder()
                .frameFormat(LINES)
                .inboundHigh(1 + random.nextInt(3))
                .inboundLow(0));
        texts.then = (session, text) -> {
            if (text.startsWith("block ")) {
                int length = Integer.parseInt(text.substring(6));
                session.changeFrames(FrameFormat.of((bytes, looked) -> length).oneAtATime(), PacketDecoder.BYTES);
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
            receive(channel, stream.substring(from, to));
            from = to;
        }

        assertThat(texts.received).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void cutsNothingWhileTheCallbackHasSuspendedTheSession() {
        EmbeddedChannel channel = open(CONFIG);
        onText("login", (session, text) -> session.suspend());
        receive(channel, "login\nab");
        receive(channel, "cd\n");
        assertThat(texts.received).containsExactly("login");

        loop.execute(() -> {
            texts.session.changeFrames(FrameFormat.of((bytes, looked) -> 2), PacketDecoder.BYTES);
            texts.session.resume();
        });
        run(channel);

        assertThat(texts.received).containsExactly("login", "ab", "cd");
    }

    @Test
    void goesOnAsBeforeIfASuspendedSessionResumes() {
        EmbeddedChannel channel = open(CONFIG);
        onText("a", (session, text) -> {
            session.suspend();
            session.resume();
            session.suspend();
        });
        receive(channel, "a\nb\nc\n");

        loop.execute(() -> texts.session.resume());
        run(channel);

        assertThat(texts.received).containsExactly("a", "b", "c");
    }

    @Test
    void givesTheSessionToTheListenerOfTheNewProtocol() {
        EmbeddedChannel channel = open(CONFIG);
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
        onText(
                "numbers",
                (session, text) ->
                        session.changeProtocol(FrameFormat.of((bytes, looked) -> 1), frame -> frame.u8(), counting));

        receive(channel, "numbers\n\1\2");
        receive(channel, "\3");
        channel.close();
        run(channel);

        assertThat(texts.received).containsExactly("numbers");
        assertThat(texts.ends).isEmpty();
        assertThat(numbers).containsExactly(1, 2, 3, DisconnectReason.CLOSED_BY_PEER);
    }

    @Test
    void takesTheLastOfSeveralChanges() {
        EmbeddedChannel channel = open(CONFIG);
        onText("x", changeTo(FrameFormat.RAW).andThen(changeTo(FrameFormat.delimitedBy("-"))));

        receive(channel, "x\na-b\n-");

        assertThat(texts.received).containsExactly("x", "a", "b\n");
    }

    @Test
    void changesNothingThatIsCutAtFullSpeed() {
        EmbeddedChannel channel = open(NetworkConfig.builder().frameFormat(FrameFormat.LINES));
        List<String> refusals = new ArrayList<>();
        texts.then = (session, text) -> assertThatIllegalStateException()
                .isThrownBy(() -> session.changeFrames(FrameFormat.RAW, PacketDecoder.BYTES))
                .satisfies(refused -> refusals.add(refused.getMessage()));

        receive(channel, "a\nb\n");

        assertThat(texts.received).containsExactly("a", "b");
        assertThat(refusals).hasSize(2).allMatch(text -> text.contains("FrameFormat.oneAtATime"));
    }

    @Test
    void changesNothingAfterAChangeToFullSpeed() {
        EmbeddedChannel channel = open(CONFIG);
        onText("fast", changeTo(FrameFormat.LINES));
        receive(channel, "fast\na\n");
        texts.then = (session, text) -> assertThatIllegalStateException()
                .isThrownBy(() -> changeTo(FrameFormat.RAW).accept(session, text));

        receive(channel, "b\nc\n");

        assertThat(texts.received).containsExactly("fast", "a", "b", "c");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void changesNothingOutsideOfACallbackOrItsThread() {
        EmbeddedChannel channel = open(CONFIG);
        receive(channel, "a\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> texts.session.changeFrames(FrameFormat.RAW, PacketDecoder.BYTES))
                .withMessageContaining("logic thread");
        List<String> refusals = new ArrayList<>();
        loop.execute(() -> assertThatIllegalStateException()
                .isThrownBy(() -> texts.session.changeFrames(FrameFormat.RAW, PacketDecoder.BYTES))
                .satisfies(refused -> refusals.add(refused.getMessage())));
        run(channel);

        assertThat(refusals).hasSize(1).allMatch(text -> text.contains("in onReceive"));
        receive(channel, "b\n");
        assertThat(texts.received).containsExactly("a", "b");
    }

    @Test
    void refusesAFormatWithoutRoomForItsShortestFrame() {
        EmbeddedChannel channel = open(CONFIG.build().toBuilder().maxFrameBytes(4));
        texts.then = (session, text) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> changeTo(FrameFormat.CHAT).accept(session, text));

        receive(channel, "a\nb\n");

        assertThat(texts.received).containsExactly("a", "b");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void closesWhenTheNewFormatOrDecoderRefusesWhatFollows() {
        EmbeddedChannel channel = open(CONFIG);
        onText(
                "x",
                (session, text) -> session.changeFrames(LINES, frame -> {
                    throw new MalformedPacketException("on purpose");
                }));

        receive(channel, "x\ny\n");

        assertThat(channel.isOpen()).isFalse();
        assertThat(texts.received).containsExactly("x");
        assertThat(texts.ends).containsExactly(DisconnectReason.PROTOCOL_ERROR.withDetail("on purpose"));
    }

    @Test
    void endsTheSessionIfTheNewDecoderFails() {
        EmbeddedChannel channel = open(CONFIG);
        onText(
                "x",
                (session, text) -> session.changeFrames(LINES, frame -> {
                    throw new StackOverflowError();
                }));

        receive(channel, "x\ny\n");

        assertThat(channel.isOpen()).isFalse();
        assertThat(texts.ends).containsExactly(DisconnectReason.INTERNAL_ERROR.withDetail("StackOverflowError"));
    }

    @Test
    void deliversAllFramesOfAPeerThatHasEndedItsSide() {
        EmbeddedChannel channel = open(CONFIG);
        onText("b", changeTo(FrameFormat.delimitedBy("-")));
        channel.writeInbound(Unpooled.directBuffer().writeBytes("a\nb\nc-d-".getBytes(ISO_8859_1)));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        run(channel);

        assertThat(texts.received).containsExactly("a", "b", "c", "d");
        assertThat(texts.session.isOpen()).isFalse();
    }

    /** What is read while a frame is handled is bounded by reading no more once there is something to keep. */
    @Test
    void readsNoMoreThanOneReadWhileAFrameIsHandled() {
        EmbeddedChannel channel = open(CONFIG);
        channel.writeInbound(Unpooled.directBuffer().writeBytes("a\n".getBytes(ISO_8859_1)));
        assertThat(channel.config().isAutoRead()).isTrue();

        channel.writeInbound(Unpooled.directBuffer().writeBytes("b\n".getBytes(ISO_8859_1)));
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(((NettySession) texts.session).inbound().waiting()).isEqualTo(1);

        run(channel);
        assertThat(texts.received).containsExactly("a", "b");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void cutsFramesThatCannotChangeAtFullSpeed() {
        EmbeddedChannel channel = open(NetworkConfig.builder().frameFormat(FrameFormat.LINES));

        channel.writeInbound(Unpooled.directBuffer().writeBytes("a\nb\nc\n".getBytes(ISO_8859_1)));

        assertThat(((NettySession) texts.session).inbound().waiting()).isEqualTo(3);
        run(channel);
        assertThat(texts.received).isEqualTo(Arrays.asList("a", "b", "c"));
    }
}
