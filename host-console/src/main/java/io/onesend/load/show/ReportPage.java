package io.onesend.load.show;

import static io.onesend.load.show.chart.Markup.escape;

import io.onesend.host.process.ProgramVersion;
import io.onesend.host.text.HostPort;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.show.chart.LineChart;
import io.onesend.load.show.chart.Series;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as one HTML file, without a script and without anything to fetch. */
final class ReportPage {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss xxx", Locale.ENGLISH);

    private final LoadResult result;
    private final Formatter page = new Formatter(Locale.ROOT);

    private ReportPage(LoadResult result) {
        this.result = result;
    }

    static String of(LoadResult result) {
        ReportPage report = new ReportPage(result);
        report.head();
        report.header();
        report.figures();
        report.charts();
        report.page.format("%s", ReportTables.of(result));
        report.footer();
        return report.page.toString();
    }

    private void head() {
        page.format("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <link rel="icon" href="data:,">
                <title>Load: %s on %s</title>
                <style>
                """, scenario(), target());
        page.format("%s</style>\n</head>\n<body>\n<main>\n", style());
    }

    private void header() {
        boolean right = Verdict.isRight(result);
        page.format("<header>\n<h1>Load <b>%s</b> on <b>%s</b></h1>\n", scenario(), target());
        page.format("<p class=\"when\">%s, %s</p>\n", date(), Figures.time(result.seconds()));
        page.format("<p class=\"verdict %s\" role=\"status\">", right ? "right" : "wrong");
        page.format("<span aria-hidden=\"true\">%s</span> %s", right ? "✓" : "✗", escape(Verdict.of(result)));
        page.format("%s</p>\n", result.stoppedEarly() ? " The run was stopped before its time." : "");
        Map<String, String> options = result.description().options();
        if (!options.isEmpty()) {
            page.format("<dl class=\"options\">\n");
            options.forEach(
                    (name, value) -> page.format("<div><dt>%s</dt><dd>%s</dd></div>\n", escape(name), escape(value)));
            page.format("</dl>\n");
        }
        page.format("</header>\n");
    }

    private void figures() {
        page.format("<section class=\"figures\" aria-label=\"Key figures\">\n");
        for (LoadCount flow : List.of(LoadCount.DELIVERED, LoadCount.LOGGED_IN, LoadCount.CONNECTED)) {
            if (result.counts().of(flow) > 0) {
                figure(Figures.number(result.perSecond(flow)), flow.words() + " per second");
                break;
            }
        }
        LatencyKind kind = result.mainKind();
        if (kind != null) {
            figure(Figures.micros(result.latencyMicros(kind, 50)), "median " + kind.word());
            figure(Figures.micros(result.latencyMicros(kind, 99)), "99th percentile");
            figure(Figures.micros(result.maxMicros(kind)), "longest");
        }
        Double micros = result.serverMicrosPerDelivery();
        if (micros != null) {
            figure(Figures.micros(micros), "server CPU a delivery");
        }
        figure(Figures.count(result.counts().wrong()), "wrong");
        page.format("</section>\n");
    }

    private void figure(String number, String words) {
        page.format("<div><strong>%s</strong><span>%s</span></div>\n", escape(number), escape(words));
    }

    private void charts() {
        page.format("<section class=\"charts\" aria-label=\"Charts\">\n");
        for (LineChart chart : ReportCharts.of(result)) {
            page.format("<figure>\n<figcaption><h2>%s</h2>\n<ul class=\"legend\">", escape(chart.title()));
            int number = 0;
            for (Series series : chart.series()) {
                page.format("<li class=\"%s\">%s</li>", series.style(number++), escape(series.name()));
            }
            page.format("</ul></figcaption>\n");
            page.format("%s</figure>\n", chart.svg());
        }
        page.format("</section>\n");
    }

    private void footer() {
        page.format("</main>\n<footer>\n<p>A rate is taken from the first of its kind to the last.\n");
        if (result.latencies().has(LatencyKind.DELIVERY)) {
            page.format(
                    "A delivery's latency lasts from when a message was to be sent, even if it was sent later, to its arrival.\n");
        }
        if (ReportCharts.areReduced(result)) {
            page.format(
                    "A point stands for several readings: its p50 is their mean, its p99 and max are their worst.\n");
        }
        if (result.generator() != null || result.server() != null) {
            page.format("100 %% of CPU is one core in full use; memory is resident memory.\n");
        }
        page.format("</p>\n<p>%s</p>\n</footer>\n</body>\n</html>\n", escape(ProgramVersion.describe()));
    }

    private String scenario() {
        return escape(result.description().scenario());
    }

    private String target() {
        return escape(HostPort.of(result.description().target()));
    }

    private String date() {
        return DATE.format(result.started().atZone(ZoneId.systemDefault()));
    }

    private static String style() {
        try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is not beside " + ReportPage.class);
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
