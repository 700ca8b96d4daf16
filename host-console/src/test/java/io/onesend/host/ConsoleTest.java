package io.onesend.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final StringWriter printed = new StringWriter();
    private final AtomicInteger quits = new AtomicInteger();

    private void type(Reader input) throws InterruptedException {
        Thread thread = new Console(
                        new BufferedReader(input), new PrintWriter(printed), () -> "all well", quits::incrementAndGet)
                .start();
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void answersStatusHelpAndWhatItDoesNotKnow() throws InterruptedException {
        type(new StringReader("status\n\n  help \nfrobnicate\n"));

        assertThat(printed.toString().lines().toList()).hasSize(3).first().isEqualTo("all well");
        assertThat(printed.toString()).contains("quit: stop it", "unknown command; help lists them");
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
}
