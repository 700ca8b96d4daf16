package io.onesend.host.sampling;

import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.host.text.Amounts;
import io.onesend.network.log.Counted;
import java.util.List;
import java.util.function.LongSupplier;

/** The operation that shows what the server does now: on a terminal again each second, else once. */
public final class TopOperation {

    /** The name of the row. */
    public static final String NAME = "top";

    private static final String SINCE = "since";

    private TopOperation() {}

    /**
     * The numbers of the last minutes.
     *
     * @param now milliseconds since 1970, by the server's clock
     */
    record Top(long now, List<Sample> samples) {}

    /** @param millis the time, in milliseconds since 1970 */
    public static Operation of(SampleRing ring, LongSupplier millis) {
        Argument since = Argument.optional(SINCE, Kind.NUMBER, "samples later than this, in milliseconds since 1970")
                .named();
        return new Operation(
                NAME,
                List.of(since),
                "load and rates, each second on a terminal",
                Role.READ,
                Route.get("/samples"),
                (who, given) -> {
                    Top top = new Top(
                            millis.getAsLong(), ring.since(given.number(SINCE).orElse(0)));
                    return OpsAnswer.of(top, lines(ring));
                });
    }

    private static List<String> lines(SampleRing ring) {
        return ring.last()
                .map(TopOperation::lines)
                .orElseGet(() -> List.of("no numbers yet: they are taken from some seconds after the start on"));
    }

    private static List<String> lines(Sample sample) {
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
}
