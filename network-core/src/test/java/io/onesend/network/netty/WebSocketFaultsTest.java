package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.SteppedSessions.sent;
import static io.onesend.network.netty.WebSocketChannels.CONFIG;
import static io.onesend.network.netty.WebSocketChannels.LINES;
import static io.onesend.network.netty.WebSocketChannels.RAW;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.CLOSE;
import static io.onesend.network.netty.WebSocketFrames.CONTINUATION;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.PING;
import static io.onesend.network.netty.WebSocketFrames.TEXT;
import static io.onesend.network.netty.WebSocketFrames.closed;
import static io.onesend.network.netty.WebSocketFrames.closing;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.ofServer;
import static io.onesend.network.netty.WebSocketFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.Session;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what a WebSocket's session refuses, and by which code. */
class WebSocketFaultsTest {

    private final WebSocketChannels web = new WebSocketChannels();

    @AfterEach
    void nothingIsLeft() {
        web.close();
    }

    private void refuses(int code, EmbeddedChannel channel, byte[] bytes) {
        web.receive(channel, bytes);
        assertThat(sent(channel)).isEqualTo(closed(code, "protocol-error"));
        assertThat(web.listener.received).isEmpty();
        assertThat(web.listener.sessions).noneMatch(Session::isOpen);
        web.receive(channel, message(frame(1)));
        assertThat(web.listener.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x92, 0xa2, 0xc2, 0x83, 0x87, 0x8b, 0x8f, PING, CLOSE, FINAL | CONTINUATION, CONTINUATION})
    void refusesAFrameThatBeginsAsNoneMay(int first) {
        refuses(1002, web.open(), WebSocketFrames.frame(first, frame(1)));
    }

    @Test
    void refusesFramesThatAreNotMaskedOrHaveLengthsThatAreForbidden() {
        byte[] unmasked = ofServer(FINAL | BINARY, frame(1));
        byte[] longForm = {(byte) 0x82, (byte) (0x80 | 126), 0, 125};
        byte[] longerForm = {(byte) 0x82, (byte) (0x80 | 127), 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};
        byte[] negative = {(byte) 0x82, (byte) (0x80 | 127), (byte) 0x80, 0, 0, 0, 0, 0, 0, 0};
        byte[] longPing = WebSocketFrames.frame(FINAL | PING, new byte[126]);
        for (byte[] bytes : List.of(unmasked, longForm, longerForm, negative, longPing)) {
            refuses(1002, web.open(), bytes);
        }
    }

    @Test
    void refusesAMessageThatBeginsBeforeTheLastOneHasEnded() {
        refuses(1002, web.open(), join(WebSocketFrames.frame(BINARY, (byte) 1), message(frame(1))));
    }

    @Test
    void refusesTheOtherKindOfMessage() {
        refuses(1003, web.open(), text("hello"));
        refuses(1003, web.open(LINES, Framing.WEBSOCKET_TEXT), message((byte) '\n'));
    }

    @Test
    void refusesAMessageThatIsTooLongAsSoonAsItsLengthIsKnown() {
        byte[] tooLong = message(new byte[CONFIG.maxFrameBytes() + 1]);
        refuses(1009, web.open(), Arrays.copyOf(tooLong, 4));
    }

    @Test
    void refusesFragmentsThatAreTooLongTogether() {
        refuses(
                1009,
                web.open(),
                join(
                        WebSocketFrames.frame(BINARY, new byte[CONFIG.maxFrameBytes()]),
                        WebSocketFrames.frame(CONTINUATION, (byte) 1)));
    }

    @Test
    void refusesAMessageThatIsNotOnePacket() {
        for (byte[] payload : List.of(
                new byte[0], new byte[] {5, 0, 1}, join(frame(1), frame(2)), new byte[] {0, 0, 1, 0, 0}, new byte[1])) {
            refuses(1007, web.open(), message(payload));
        }
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        refuses(1007, web.open(LINES, Framing.WEBSOCKET_TEXT), WebSocketFrames.frame(FINAL | TEXT, (byte) 0xc3, (byte)
                '\n'));
    }

    @Test
    void refusesTextAsSoonAsAFragmentShowsThatItIsNotUtf8() {
        byte[] halfACharacter = WebSocketFrames.frame(TEXT, (byte) 'a', (byte) 0xed);
        byte[] noOtherHalf = WebSocketFrames.frame(CONTINUATION, (byte) 'b');
        refuses(1007, web.open(RAW, Framing.WEBSOCKET_TEXT), join(halfACharacter, noOtherHalf));
        refuses(
                1007,
                web.open(RAW, Framing.WEBSOCKET_TEXT),
                join(halfACharacter, WebSocketFrames.frame(FINAL | CONTINUATION)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
    void refusesACloseFrameWithACodeThatMayNotBeSent(int code) {
        refuses(1002, web.open(), WebSocketFrames.close(code, ""));
    }

    @Test
    void refusesACloseFrameOfOneByteOrWithTextThatIsNotUtf8() {
        refuses(1002, web.open(), WebSocketFrames.frame(FINAL | CLOSE, (byte) 3));
        refuses(1007, web.open(), WebSocketFrames.frame(FINAL | CLOSE, closing(1000, (byte) 0xff)));
    }
}
