package io.onesend.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineQueueTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** A stream that nobody reads until it is opened, and that refuses what is written while it is full. */
    private static final class Pipe extends OutputStream {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch opened = new CountDownLatch(1);
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        volatile boolean full;

        @Override
        public void write(int letter) throws IOException {
            write(new byte[] {(byte) letter});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            entered.countDown();
            try {
                opened.await();
            } catch (InterruptedException unexpected) {
                throw new IOException(unexpected);
            }
            if (full) {
                throw new IOException("No space left on device");
            }
            written.write(bytes, offset, length);
        }

        String text() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }

    private final Pipe pipe = new Pipe();
    private final LineQueue queue = LineQueue.start("test-writer", pipe);
    private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();

    @Test
    void writesLinesInTheirOrder() throws InterruptedException {
        pipe.opened.countDown();
        for (int i = 0; i < 100; i++) {
            queue.offer(bytes(i + "\n"));
        }
        queue.drain(LONG);
        assertThat(pipe.text().lines()).hasSize(100).startsWith("0", "1", "2").endsWith("98", "99");
        assertThat(queue.lost()).isZero();
    }

    @Test
    void losesAndCountsWhatDoesNotFitAndTellsOnceThereIsRoom() throws InterruptedException {
        queue.onLoss(told::add);
        for (int i = 0; i < LineQueue.MAX_LINES + 100; i++) {
            queue.offer(bytes("x\n"));
        }
        assertThat(queue.lost()).isEqualTo(100);

        pipe.opened.countDown();

        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(100);
        queue.drain(LONG);
        assertThat(pipe.text().lines()).hasSize(LineQueue.MAX_LINES);
        assertThat(told).isEmpty();
    }

    @Test
    void losesWhatTakesTooMuchMemory() throws InterruptedException {
        byte[] stack = new byte[LineQueue.MAX_BYTES / 4];
        for (int i = 0; i < 5; i++) {
            queue.offer(stack);
        }
        assertThat(queue.lost()).isEqualTo(1);
        pipe.opened.countDown();
        queue.drain(LONG);
        queue.offer(stack);
        queue.drain(LONG);
        assertThat(pipe.written.size()).isEqualTo(5 * stack.length);
        assertThat(queue.lost()).isEqualTo(1);
    }

    @Test
    void countsWhatTheStreamRefusesAndGoesOn() throws InterruptedException {
        queue.onLoss(told::add);
        pipe.full = true;
        pipe.opened.countDown();
        queue.offer(bytes("first\n"));
        queue.offer(bytes("second\n"));
        queue.drain(LONG);
        assertThat(queue.lost()).isEqualTo(2);

        pipe.full = false;
        queue.offer(bytes("third\n"));

        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(pipe.text()).isEqualTo("third\n");
    }

    @Test
    void theEndDoesNotWaitForAReaderThatDoesNotRead() throws InterruptedException {
        queue.offer(bytes("x\n"));
        pipe.entered.await();
        queue.drain(Duration.ofMillis(1));
        assertThat(pipe.text()).isEmpty();
        pipe.opened.countDown();
        queue.drain(LONG);
        assertThat(pipe.text()).isEqualTo("x\n");
    }

    @Test
    void aStreamIntoItPassesOnWholeLines() throws InterruptedException {
        pipe.opened.countDown();
        PrintStream first = new PrintStream(new LineStream(queue), false, StandardCharsets.UTF_8);
        PrintStream second = new PrintStream(new LineStream(queue), false, StandardCharsets.UTF_8);
        first.print("one and ");
        second.print("zwei ");
        first.println("the same");
        second.println("방\nund drei");
        queue.drain(LONG);
        assertThat(pipe.text().lines()).containsExactly("one and the same", "zwei 방", "und drei");
    }

    @Test
    void aLineWithoutAnEndGoesOnInParts() throws InterruptedException {
        pipe.opened.countDown();
        PrintStream stream = new PrintStream(new LineStream(queue), false, StandardCharsets.UTF_8);
        stream.print("x".repeat(20_000));
        stream.flush();
        queue.drain(LONG);
        assertThat(pipe.text()).isEqualTo("x".repeat(20_000));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
