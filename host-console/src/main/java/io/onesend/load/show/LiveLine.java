package io.onesend.load.show;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import java.util.List;

/** Shows the state of a run in one line. */
final class LiveLine {

    /** The line shows the first of these that increases. */
    private static final List<Flow> FLOWS = List.of(
            new Flow(LoadCount.DELIVERED, "msg/s", LatencyKind.DELIVERY),
            new Flow(LoadCount.ENTERED, "enters/s", LatencyKind.ENTER),
            new Flow(LoadCount.LOGGED_IN, "logins/s", LatencyKind.LOGIN),
            new Flow(LoadCount.CONNECTED, "connects/s", LatencyKind.CONNECT));

    private final StatusLine line;
    private final double planned;

    /** @param planned seconds */
    LiveLine(StatusLine line, double planned) {
        this.line = line;
        this.planned = planned;
    }

    void show(Tick tick, LoadCounts counts) {
        line.show(text(tick, counts, planned), tick.at(), tick.seconds());
    }

    /** Clears the line for what is printed next. */
    void clear() {
        line.clear();
    }

    static String text(Tick tick, LoadCounts counts, double planned) {
        Flow flow = flow(tick, counts);
        StringBuilder line = new StringBuilder();
        line.append(Figures.count(tick.connections())).append(" conn  ");
        line.append(Figures.count(Math.round(tick.perSecond(flow.count()))));
        line.append(' ').append(flow.unit()).append("  ");
        TickLatency latency = tick.latency(flow.kind());
        if (latency != null) {
            line.append("p50 ").append(Figures.micros(latency.p50())).append("  ");
            line.append("p99 ").append(Figures.micros(latency.p99())).append("  ");
        }
        long wrong = counts.wrong();
        line.append(Figures.count(wrong)).append(wrong == 1 ? " error  " : " errors  ");
        double left = planned - tick.at();
        return line.append(left > 0 ? Figures.time(Math.ceil(left)) + " left" : "finishing")
                .toString();
    }

    private static Flow flow(Tick tick, LoadCounts counts) {
        if (counts.of(LoadCount.EXPECTED) > 0) {
            return FLOWS.get(0);
        }
        for (Flow flow : FLOWS) {
            if (tick.counts().of(flow.count()) > 0) {
                return flow;
            }
        }
        return FLOWS.get(0);
    }

    private record Flow(LoadCount count, String unit, LatencyKind kind) {}
}
