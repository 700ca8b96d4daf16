package io.onesend.host.load.show;

import io.onesend.host.load.LoadCount;
import io.onesend.host.load.LoadCounts;
import java.io.PrintWriter;
import java.util.List;

/** How a run goes, in one line that rewrites itself in a terminal, and in a line every few seconds in a pipe. */
final class LiveLine {

    /** One column less than the narrowest terminal worth the name: a line that wraps cannot be rewritten. */
    private static final int WIDTH = 79;

    private static final double PLAIN_EVERY_SECONDS = 5;

    /** The first that moves is what the line speaks of. */
    private static final List<Flow> FLOWS = List.of(
            new Flow(LoadCount.DELIVERED, "msg/s"),
            new Flow(LoadCount.ENTERED, "enters/s"),
            new Flow(LoadCount.LOGGED_IN, "logins/s"),
            new Flow(LoadCount.CONNECTED, "connects/s"));

    private final PrintWriter out;
    private final boolean rewriting;
    private final double planned;
    private double lastPrinted;
    private int lastLength;

    /** @param planned seconds */
    LiveLine(PrintWriter out, boolean rewriting, double planned) {
        this.out = out;
        this.rewriting = rewriting;
        this.planned = planned;
    }

    void show(Tick tick, LoadCounts counts) {
        if (rewriting) {
            rewrite(text(tick, counts, planned));
        } else if (tick.at() - lastPrinted >= PLAIN_EVERY_SECONDS - tick.seconds() / 2) {
            lastPrinted = tick.at();
            out.println(text(tick, counts, planned));
            out.flush();
        }
    }

    /** Leaves the line empty, for what comes after it. */
    void clear() {
        if (rewriting && lastLength > 0) {
            rewrite("");
            out.print('\r');
            out.flush();
        }
    }

    private void rewrite(String text) {
        String line = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
        out.print('\r' + line + " ".repeat(Math.max(0, lastLength - line.length())));
        out.flush();
        lastLength = line.length();
    }

    static String text(Tick tick, LoadCounts counts, double planned) {
        Flow flow = flow(tick, counts);
        StringBuilder line = new StringBuilder();
        line.append(Figures.count(tick.connections())).append(" conn  ");
        line.append(Figures.count(Math.round(tick.perSecond(flow.count()))));
        line.append(' ').append(flow.unit()).append("  ");
        TickLatency latency = tick.latency();
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

    private record Flow(LoadCount count, String unit) {}
}
