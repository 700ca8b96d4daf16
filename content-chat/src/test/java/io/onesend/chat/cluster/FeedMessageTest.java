package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.room.RoomEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedMessageTest {

    private static final String WHOLE = "7\none.3\ntwo.1\n5 12 18446744073709551615 9\nL12345678";

    @Test
    void readsItsEventsAndThePlaceOfEach() {
        FeedMessage message = FeedMessage.parse(bytes(WHOLE + "0 1 0 12\nS1\nkim\na\nb ."));
        assertThat(message)
                .isEqualTo(new FeedMessage(
                        7,
                        "one.3",
                        "two.1",
                        List.of(
                                new FeedMessage.Event(5, new Position(12, -1), new RoomEvent.Left(12345678)),
                                new FeedMessage.Event(0, new Position(1, 0), new RoomEvent.Said(1, "kim", "a\nb .")))));
    }

    @Test
    void refusesWhatEndsTooEarlyWhereverThatIs() {
        byte[] whole = bytes(WHOLE);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == WHOLE.indexOf("5 12")) {
                assertThat(FeedMessage.parse(cut).events()).isEmpty();
            } else {
                assertThatThrownBy(() -> FeedMessage.parse(cut))
                        .as("%d bytes", length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "S",
                "S1",
                "S1\nkim",
                "E1",
                "L1\nkim",
                "X1",
                "Lkim",
                "E1\nkim\nmore",
                "L1\n",
                "L",
                "S12345678901234567890\nkim\na"
            })
    void refusesBytesThatAreNoEvent(String body) {
        assertThatThrownBy(() -> EventCodec.decode(bytes(body))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyEventComesBackAsItWas() {
        for (RoomEvent event : List.of(
                new RoomEvent.Entered(Long.MAX_VALUE, "사용자"),
                new RoomEvent.Left(1),
                new RoomEvent.Moved(2),
                new RoomEvent.Said(3, "a", ""),
                new RoomEvent.Said(3, "김", "여러\n\n줄\n"))) {
            assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551616", "28446744073709551615", "184467440737095516150", "-1", "1x", ""})
    void refusesATagThatHasNot64Bits(String tag) {
        assertThatThrownBy(() -> FeedMessage.parse(bytes("7\none.3\ntwo.1\n5 12 " + tag + " 9\nL12345678")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
