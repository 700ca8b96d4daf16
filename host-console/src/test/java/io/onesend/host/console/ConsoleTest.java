package io.onesend.host.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

    private final ConsoleActions actions = new ConsoleActions() {
        @Override
        public String status() {
            return "all well";
        }

        @Override
        public List<String> hosts() {
            return List.of("north", "south");
        }

        @Override
        public String whereis(String userId) {
            return userId + " is here";
        }

        @Override
        public void quit() {
            quits.incrementAndGet();
        }
    };

    private Thread start(Reader input) {
        return new Console(input, new PrintWriter(printed), pace, actions).start();
    }

    private void type(Reader input) throws InterruptedException {
        Thread thread = start(input);
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void answersStatusHelpAndWhatItDoesNotKnow() throws InterruptedException {
        type(new StringReader("status\n\n  help \nfrobnicate\nquit"));

        assertThat(printed.toString().lines())
                .containsExactly(
                        "all well",
                        "help: this list; status: what the server does; hosts: the hosts of the cluster;"
                                + " whereis USER: where a user is logged in; quit: stop it",
                        "unknown command; help lists them");
    }

    @Test
    void answersWhoIsInTheCluster() throws InterruptedException {
        type(new StringReader("hosts\nwhereis  kim lee \nwhereis\n"));

        assertThat(printed.toString().lines())
                .containsExactly("north", "south", "kim lee is here", "unknown command; help lists them");
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
                .containsExactly("a command has at most 256 characters; this line has more");
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
