package io.onesend.host.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** A pipe whose reader does not read until it is told to. */
    private static final class StuckPipe extends Writer {
        private final CountDownLatch mayWrite = new CountDownLatch(1);
        private final CountDownLatch asked = new CountDownLatch(1);
        private final StringWriter written = new StringWriter();

        @Override
        public void write(char[] text, int offset, int length) {
            asked.countDown();
            try {
                mayWrite.await();
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
            written.write(text, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void writesInOrder() throws InterruptedException {
        StringWriter written = new StringWriter();
        Answers answers = new Answers(new PrintWriter(written));
        answers.start();

        answers.say(List.of("one"));
        answers.say(List.of("two"));
        answers.awaitWritten(LONG);

        assertThat(written.toString().lines()).containsExactly("one", "two");
    }

    @Test
    void escapesWhatWouldControlATerminal() throws InterruptedException {
        StringWriter written = new StringWriter();
        Answers answers = new Answers(new PrintWriter(written));
        answers.start();

        answers.say(List.of("kim\u001b[2J", "second"));
        answers.awaitWritten(LONG);

        assertThat(written.toString().lines()).containsExactly("kim\\u001b[2J", "second");
    }

    @Test
    void dropsAndCountsWhatDoesNotFitWhileNobodyReads() throws InterruptedException {
        StuckPipe pipe = new StuckPipe();
        Answers answers = new Answers(new PrintWriter(pipe));
        answers.start();
        answers.say(List.of("first"));
        pipe.asked.await();

        for (int i = 0; i < Answers.WAITING + 7; i++) {
            answers.say(List.of("line " + i));
        }
        answers.awaitWritten(Duration.ofMillis(1));
        assertThat(pipe.written.toString()).isEmpty();

        pipe.mayWrite.countDown();
        answers.awaitWritten(LONG);
        assertThat(pipe.written.toString().lines())
                .hasSize(1 + Answers.WAITING + 1)
                .contains("line " + (Answers.WAITING - 1), "(7 answers were dropped: nobody read them)")
                .doesNotContain("line " + Answers.WAITING);
    }
}
