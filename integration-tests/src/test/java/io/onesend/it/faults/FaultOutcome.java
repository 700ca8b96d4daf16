package io.onesend.it.faults;

import io.onesend.chat.checker.CheckReport;
import java.time.Duration;
import java.util.Locale;

/**
 * What the checker found after one fault, or after the same fault several times.
 *
 * @param fault its name in the table
 * @param slowest time from the fault, or from its end where it has a length of its own, until all was well again
 */
record FaultOutcome(
        String fault,
        int tries,
        long accepted,
        long unknown,
        long stored,
        long heard,
        long lost,
        long repeated,
        long reordered,
        long missing,
        Duration slowest) {

    static FaultOutcome of(String fault, CheckReport report, Duration healed) {
        return new FaultOutcome(
                fault,
                1,
                report.accepted(),
                report.unknown(),
                report.stored(),
                report.heard(),
                report.lost(),
                report.repeated(),
                report.reordered(),
                report.missing(),
                healed);
    }

    FaultOutcome plus(FaultOutcome other) {
        return new FaultOutcome(
                fault,
                tries + other.tries,
                accepted + other.accepted,
                unknown + other.unknown,
                stored + other.stored,
                heard + other.heard,
                lost + other.lost,
                repeated + other.repeated,
                reordered + other.reordered,
                missing + other.missing,
                slowest.compareTo(other.slowest) < 0 ? other.slowest : slowest);
    }

    static String heading() {
        return "| fault | tries | accepted | unknown | stored | heard | lost | repeated | reordered | missing | heals in, at most |\n"
                + "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|";
    }

    /** A row of the table. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %.1f s |",
                fault,
                tries,
                accepted,
                unknown,
                stored,
                heard,
                lost,
                repeated,
                reordered,
                missing,
                slowest.toMillis() / 1000.0);
    }
}
