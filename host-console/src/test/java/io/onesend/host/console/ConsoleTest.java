package io.onesend.host.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.ops.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final StringWriter printed = new StringWriter();
    private final AtomicInteger quits = new AtomicInteger();
    private final AtomicInteger pauses = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Lets a burst through, and a hundred lines after it; then time stands still. */
    private final Pace pace = new Pace(Console.BURST, Console.LINES_PER_SECOND, () -> 0, nanos -> {
        if (pauses.incrementAndGet() == 100) {
            end.await();
        }
    });

    private final AtomicBoolean stopping = new AtomicBoolean();

    private final OpsTable operations = new OpsTable(List.of(List.of(
            row("status", Role.READ, () -> OpsAnswer.of("all well", "all well")),
            row("hosts", Role.READ, () -> OpsAnswer.of(List.of(), List.of("north", "so\u001b[2Juth"))),
            row("alone", Role.READ, () -> {
                throw new OpsException(OpsException.Kind.NOT_FOUND, "this host is alone");
            }),
            row("broken", Role.READ, () -> {
                throw new IllegalStateException("a defect");
            }),
            row(OpsTable.QUIT, Role.OPERATE, () -> {
                quits.incrementAndGet();
                stopping.set(true);
                return OpsAnswer.of(List.of(), List.of());
            }))));

    /** Does the same whoever asks. */
    private interface Action {
        OpsAnswer run() throws OpsException;
    }

    private static Operation row(String name, Role role, Action action) {
        return new Operation(name, List.of(), "does something", role, null, (who, given) -> action.run());
    }

    private Thread start(Reader input) {
        return new Console(new PipeTerminal(input, new PrintWriter(printed)), pace, () -> operations, stopping::get)
                .start();
    }

    private void type(Reader input) throws InterruptedException {
        Thread thread = start(input);
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void answersByTheTableAndSaysWhatItDoesNotKnow() throws InterruptedException {
        type(new StringReader("status\n\n  hosts \nfrobnicate\nstatsu\nquit"));

        assertThat(printed.toString().lines())
                .containsExactly(
                        "all well",
                        "north",
                        "so\\u001b[2Juth",
                        "unknown command; help lists them",
                        "unknown command; did you mean status?");
    }

    @Test
    void saysWhyThereIsNoAnswer() throws InterruptedException {
        type(new StringReader("alone\nstatus now\nquit"));

        assertThat(printed.toString().lines())
                .containsExactly("this host is alone", "'now' is too much; usage: status");
    }

    @Test
    void goesOnAfterADefect() throws InterruptedException {
        type(new StringReader("broken\nstatus\nquit"));

        assertThat(printed.toString().lines()).containsExactly("the command failed; the log says why", "all well");
    }

    @Test
    void quitsOnceAndReadsNoFurther() throws InterruptedException {
        type(new StringReader("quit\nquit\nstatus\n"));

        assertThat(quits).hasValue(1);
        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void endOfInputDoesNotStopTheServer() throws InterruptedException {
        type(new StringReader("status"));
        type(Reader.nullReader());

        assertThat(quits).hasValue(0);
    }

    @Test
    void closedInputDoesNotStopTheServer() throws InterruptedException, IOException {
        Reader closed = new StringReader("quit");
        closed.close();

        type(closed);

        assertThat(quits).hasValue(0);
    }

    @Test
    void saysOnceThatALineIsTooLongAndObeysTheNext() throws InterruptedException {
        type(new StringReader("x".repeat(100_000) + "\nquit\n"));

        assertThat(quits).hasValue(1);
        assertThat(printed.toString().lines())
                .containsExactly("a command has at most 512 characters; this line has more");
    }

    @Test
    void readsEndlessInputNoFasterThanItsPace() throws InterruptedException {
        EndlessReader zeros = new EndlessReader("\0");
        Thread console = start(zeros);

        Awaitility.await().until(() -> pauses.get() == 100);

        assertThat(zeros.charsRead).hasValueLessThan((Console.BURST + 100) * 8_192L);
        end.countDown();
        console.interrupt();
        console.join(5_000);
    }
}
