package io.onesend.host.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ForegroundReaderTest {

    private static final class FailingOnce extends StringReader {
        private boolean failed;
        private int reads;

        FailingOnce() {
            super("text");
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            reads++;
            if (!failed) {
                failed = true;
                throw new IOException("Input/output error");
            }
            return super.read(buffer, offset, length);
        }
    }

    private static Reader reader(Reader terminal, Boolean... background) {
        Iterator<Boolean> answers = List.of(background).iterator();
        BooleanSupplier inBackground = answers::next;
        return new ForegroundReader(terminal, new Foreground(inBackground, Duration.ofMillis(1)));
    }

    @Test
    void doesNotReadBeforeItIsInTheForeground() throws IOException {
        assertThat(reader(new StringReader("x"), true, true, true, false).read())
                .isEqualTo('x');
    }

    @Test
    void readsAgainWhenItWasPutInTheBackgroundMeanwhile() throws IOException {
        FailingOnce terminal = new FailingOnce();

        assertThat(reader(terminal, false, true, true, false).read()).isEqualTo('t');
        assertThat(terminal.reads).isEqualTo(2);
    }

    @Test
    void passesOnAFailureInTheForeground() {
        Reader failing = reader(new FailingOnce(), false, false);

        assertThatThrownBy(failing::read).isInstanceOf(IOException.class).hasMessage("Input/output error");
    }
}
