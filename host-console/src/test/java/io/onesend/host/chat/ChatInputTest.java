package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.chat.ChatInput.Event;
import io.onesend.host.console.BoundedLines.Read;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChatInputTest {

    private static final Duration LONG = Duration.ofSeconds(5);

    private final ChatInput input = new ChatInput();

    private void feed(String text) {
        input.startReading(new PlainTerminal(new StringReader(text), new PrintWriter(Writer.nullWriter()), false));
    }

    private static Event line(String text) {
        return new Event.Typed(Read.line(text));
    }

    @Test
    void handsOutLinesInOrderAndThenTheEnd() throws InterruptedException {
        feed("a\nb\n".repeat(50));

        for (int i = 0; i < 50; i++) {
            assertThat(input.next(LONG)).isEqualTo(line("a"));
            assertThat(input.next(LONG)).isEqualTo(line("b"));
        }
        assertThat(input.next(LONG)).isEqualTo(new Event.Typed(Read.END));
    }

    @Test
    void putsWhatIsUrgentBeforeWaitingLines() throws InterruptedException {
        feed("a\n".repeat(100));
        assertThat(input.next(LONG)).isEqualTo(line("a"));

        input.tell(new Event.Stop());

        assertThat(input.next(LONG)).isEqualTo(new Event.Stop());
        assertThat(input.next(LONG)).isEqualTo(line("a"));
    }

    @Test
    void hasNothingWhileNobodyTypes() throws InterruptedException {
        assertThat(input.next(Duration.ofMillis(1))).isNull();
        assertThat(input.next(Duration.ofMillis(-1))).isNull();
    }
}
