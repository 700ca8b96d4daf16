package io.onesend.load.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.show.StatusLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeedProgressTest {

    private final StringWriter out = new StringWriter();
    private long now = 5;

    @Test
    void saysOnceASecondHowFarItIsHowFastAndHowLongYet() {
        SeedProgress progress = new SeedProgress(new StatusLine(new PrintWriter(out), true), 100_000, () -> now);

        pass(999);
        progress.show(new SeedCounts(1_000, 0));
        assertThat(out.toString()).as("too early").isEmpty();
        pass(1);
        progress.show(new SeedCounts(20_000, 5_000));
        pass(500);
        progress.show(new SeedCounts(30_000, 5_000));
        pass(500);
        progress.show(new SeedCounts(70_000, 5_000));
        pass(1_000);
        progress.show(new SeedCounts(70_000, 5_000));

        assertThat(out.toString().split("\r"))
                .extracting(String::stripTrailing)
                .containsExactly(
                        "",
                        "25,000 of 100,000 accounts  25,000/s  3 s left",
                        "75,000 of 100,000 accounts  50,000/s  1 s left",
                        "75,000 of 100,000 accounts  0/s");
    }

    @Test
    void isALineEveryFiveSecondsInAPipe() {
        SeedProgress progress = new SeedProgress(new StatusLine(new PrintWriter(out), false), 1_000, () -> now);

        for (int second = 1; second <= 12; second++) {
            pass(1_000);
            progress.show(new SeedCounts(second * 50, 0));
        }
        progress.clear();

        assertThat(out.toString().lines())
                .containsExactly("250 of 1,000 accounts  50/s  15 s left", "500 of 1,000 accounts  50/s  10 s left");
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
