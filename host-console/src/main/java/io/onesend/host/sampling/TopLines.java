package io.onesend.host.sampling;

import io.onesend.host.text.Amounts;
import io.onesend.network.log.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code top} shows to people. */
final class TopLines {

    private TopLines() {}

    static List<String> of(Optional<Sample> newest) {
        return newest.map(TopLines::of)
                .orElseGet(() -> List.of("waiting for the first second: numbers come from "
                        + Sampler.NUMBERS_AFTER_SECONDS + " seconds after the start on"));
    }

    private static List<String> of(Sample sample) {
        Double wait = sample.logicWaitMillis();
        Long resident = sample.residentBytes();
        return List.of(
                Counted.of(sample.sessions(), "session") + ", " + Counted.of(sample.users(), "user") + ", CPU "
                        + Amounts.number(sample.cpuPercent()) + " %, heap " + Amounts.bytes(sample.heapBytes())
                        + (resident == null ? "" : ", resident " + Amounts.bytes(resident)),
                "messages " + Amounts.number(sample.messagesPerSecond()) + "/s, deliveries "
                        + Amounts.number(sample.deliveriesPerSecond()) + "/s, in "
                        + Amounts.bytes(sample.bytesInPerSecond()) + "/s, out "
                        + Amounts.bytes(sample.bytesOutPerSecond()) + "/s, queued "
                        + Amounts.bytes(sample.queuedBytes())
                        + (wait == null ? "" : ", logic wait " + Amounts.number(wait) + " ms"));
    }

    static List<String> of(List<TopSession> sessions) {
        List<String> lines = new ArrayList<>();
        lines.add(row("session", "address", "pending", "in", "out", "age"));
        sessions.forEach(one -> lines.add(row(
                Long.toString(one.id()),
                one.address(),
                Amounts.bytes(one.queuedBytes()),
                Amounts.bytes(one.bytesIn()),
                Amounts.bytes(one.bytesOut()),
                Amounts.seconds(one.ageSeconds()))));
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%10s  %-24s %12s %12s %12s  %s", cells)
                .stripTrailing();
    }
}
