package io.onesend.network.netty;

import static io.onesend.network.netty.TextSession.LINES;
import static io.onesend.network.netty.TextSession.changeTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests changes of frames that a session refuses, and those after which it cannot go on. */
class FrameChangeRefusalTest {

    @Test
    void changesNothingThatIsCutAtFullSpeed() {
        try (TextSession texts = new TextSession(
                NetworkConfig.builder().frameFormat(FrameFormat.LINES).build())) {
            List<String> refusals = new ArrayList<>();
            texts.then = (session, text) -> assertThatIllegalStateException()
                    .isThrownBy(() -> session.changeFrames(FrameFormat.RAW, PacketDecoder.BYTES))
                    .satisfies(refused -> refusals.add(refused.getMessage()));

            texts.receive("a\nb\n");

            assertThat(texts.received).containsExactly("a", "b");
            assertThat(refusals).hasSize(2).allMatch(text -> text.contains("FrameFormat.oneAtATime"));
        }
    }

    @Test
    void changesNothingAfterAChangeToFullSpeed() {
        try (TextSession texts = new TextSession()) {
            texts.onText("fast", changeTo(FrameFormat.LINES));
            texts.receive("fast\na\n");
            texts.then = (session, text) -> assertThatIllegalStateException()
                    .isThrownBy(() -> changeTo(FrameFormat.RAW).accept(session, text));

            texts.receive("b\nc\n");

            assertThat(texts.received).containsExactly("fast", "a", "b", "c");
            assertThat(texts.channel.isOpen()).isTrue();
        }
    }

    @Test
    void changesNothingOutsideOfACallbackOrItsThread() {
        try (TextSession texts = new TextSession()) {
            texts.receive("a\n");

            assertThatIllegalStateException()
                    .isThrownBy(() -> texts.session.changeFrames(FrameFormat.RAW, PacketDecoder.BYTES))
                    .withMessageContaining("logic thread");
            List<String> refusals = new ArrayList<>();
            texts.sessions.loop.execute(() -> assertThatIllegalStateException()
                    .isThrownBy(() -> texts.session.changeFrames(FrameFormat.RAW, PacketDecoder.BYTES))
                    .satisfies(refused -> refusals.add(refused.getMessage())));
            texts.run();

            assertThat(refusals).hasSize(1).allMatch(text -> text.contains("in onReceive"));
            texts.receive("b\n");
            assertThat(texts.received).containsExactly("a", "b");
        }
    }

    @Test
    void refusesAFormatWithoutRoomForItsShortestFrame() {
        try (TextSession texts = new TextSession(
                NetworkConfig.builder().frameFormat(LINES).maxFrameBytes(4).build())) {
            texts.then = (session, text) -> assertThatIllegalArgumentException()
                    .isThrownBy(() -> changeTo(FrameFormat.CHAT).accept(session, text));

            texts.receive("a\nb\n");

            assertThat(texts.received).containsExactly("a", "b");
            assertThat(texts.channel.isOpen()).isTrue();
        }
    }

    @Test
    void closesWhenTheNewFormatOrDecoderRefusesWhatFollows() {
        try (TextSession texts = new TextSession()) {
            texts.onText(
                    "x",
                    (session, text) -> session.changeFrames(LINES, frame -> {
                        throw new MalformedPacketException("on purpose");
                    }));

            texts.receive("x\ny\n");

            assertThat(texts.channel.isOpen()).isFalse();
            assertThat(texts.received).containsExactly("x");
            assertThat(texts.ends).containsExactly(DisconnectReason.PROTOCOL_ERROR.withDetail("on purpose"));
        }
    }

    @Test
    void endsTheSessionIfTheNewDecoderFails() {
        try (TextSession texts = new TextSession()) {
            texts.onText(
                    "x",
                    (session, text) -> session.changeFrames(LINES, frame -> {
                        throw new StackOverflowError();
                    }));

            texts.receive("x\ny\n");

            assertThat(texts.channel.isOpen()).isFalse();
            assertThat(texts.ends).containsExactly(DisconnectReason.INTERNAL_ERROR.withDetail("StackOverflowError"));
        }
    }
}
