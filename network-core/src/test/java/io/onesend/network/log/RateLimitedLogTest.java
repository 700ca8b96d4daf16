package io.onesend.network.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class RateLimitedLogTest {

    private final List<String> lines = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private long now = 5_000_000_000L;
    private final RateLimitedLog log = new RateLimitedLog(new ListLogger(), Level.WARN, 3, later::add, () -> now);

    /** Records the logged lines. */
    private final class ListLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String format,
                Object @Nullable [] arguments,
                @Nullable Throwable cause) {
            String text = MessageFormatter.basicArrayFormat(format, arguments);
            lines.add(level + " " + text + (cause == null ? "" : " " + cause.getMessage()));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }

    private void flood(int number) {
        for (int i = 1; i <= number; i++) {
            log.log("line {}", i);
        }
    }

    @Test
    void logsSoManyLinesASecondAndThenSaysHowManyMoreThereWere() {
        flood(10);
        assertThat(lines).containsExactly("WARN line 1", "WARN line 2", "WARN line 3");

        assertThat(later).hasSize(1);
        later.get(0).run();
        assertThat(lines).hasSize(4).last().asString().isEqualTo("WARN not logged: 7 more of: line {}");
    }

    @Test
    void beginsAnewWithEachSecond() {
        flood(4);
        now += 1_000_000_000L;
        flood(4);
        assertThat(lines).hasSize(6);

        later.forEach(Runnable::run);
        assertThat(lines).hasSize(7).last().asString().isEqualTo("WARN not logged: 2 more of: line {}");
        now += 1_000_000_000L;
        flood(4);
        assertThat(later).as("the next flood is told of too").hasSize(2);
    }

    @Test
    void hasNothingToSayOfWhatWasLogged() {
        flood(3);

        assertThat(later).isEmpty();
    }

    @Test
    void countsStackTracesAsLines() {
        for (int i = 0; i < 5; i++) {
            log.log(new IllegalStateException("why"), "failed {}", i);
        }

        assertThat(lines).containsExactly("WARN failed 0 why", "WARN failed 1 why", "WARN failed 2 why");
    }
}
