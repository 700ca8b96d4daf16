package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.chat.ChatInput.Event;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChatInputTest {

    private static final Duration LONG = Duration.ofSeconds(5);

    private final ChatInput input = new ChatInput();

    private void feed(String text) {
        input.startReading(
                new PlainTerminal(new BufferedReader(new StringReader(text)), new PrintWriter(Writer.nullWriter())));
    }

    @Test
    void handsOutLinesInOrderAndThenTheEnd() throws InterruptedException {
        feed("a\nb\n".repeat(50));

        for (int i = 0; i < 50; i++) {
            assertThat(input.next(LONG)).isEqualTo(new Event.Line("a"));
            assertThat(input.next(LONG)).isEqualTo(new Event.Line("b"));
        }
        assertThat(input.next(LONG)).isEqualTo(new Event.End());
    }

    @Test
    void putsTheLossOfTheConnectionBeforeWaitingLines() throws InterruptedException {
        feed("a\n".repeat(100));
        assertThat(input.next(LONG)).isEqualTo(new Event.Line("a"));

        input.connectionLost("gone");

        assertThat(input.next(LONG)).isEqualTo(new Event.Lost("gone"));
        assertThat(input.next(LONG)).isEqualTo(new Event.Lost("gone"));
    }

    @Test
    void hasNothingWhileNobodyTypes() throws InterruptedException {
        assertThat(input.next(Duration.ofMillis(1))).isNull();
    }
}
