package io.onesend.load.show;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.onesend.host.process.ProgramVersion;
import io.onesend.host.text.HostPort;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.show.chart.LineChart;
import io.onesend.load.show.chart.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as one HTML file, without a script and without anything to fetch. These are its contents, as text for people; the template
 * {@code report.jte} lays them out and escapes them.
 *
 * @param lasted how long the run took
 * @param notes what a reader has to know to read the figures
 * @param program which build wrote it
 * @param style the style sheet
 */
record ReportPage(
        String scenario,
        String target,
        String date,
        String lasted,
        boolean right,
        String verdict,
        boolean stoppedEarly,
        Map<String, String> options,
        List<Figure> figures,
        List<LineChart> charts,
        List<ReportTable> tables,
        List<String> notes,
        String program,
        String style) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss xxx", Locale.ENGLISH);

    /** A number that is shown large. */
    record Figure(String number, String words) {}

    static String of(LoadResult result) {
        StringOutput page = new StringOutput();
        // The build compiles the templates into this package.
        TemplateEngine.createPrecompiled(
                        null, ContentType.Html, ReportPage.class.getClassLoader(), ReportPage.class.getPackageName())
                .render("report.jte", from(result), page);
        return Markup.replaceForbidden(page.toString());
    }

    private static ReportPage from(LoadResult result) {
        return new ReportPage(
                result.description().scenario(),
                HostPort.of(result.description().target()),
                DATE.format(result.started().atZone(ZoneId.systemDefault())),
                Figures.time(result.seconds()),
                Verdict.isRight(result),
                Verdict.of(result),
                result.stoppedEarly(),
                result.description().options(),
                figures(result),
                ReportCharts.of(result),
                ReportTables.of(result),
                notes(result),
                ProgramVersion.describe(),
                readStyle());
    }

    private static List<Figure> figures(LoadResult result) {
        List<Figure> figures = new ArrayList<>();
        for (LoadCount flow : List.of(LoadCount.DELIVERED, LoadCount.LOGGED_IN, LoadCount.CONNECTED)) {
            if (result.counts().of(flow) > 0) {
                figures.add(new Figure(Figures.number(result.perSecond(flow)), flow.words() + " per second"));
                break;
            }
        }
        LatencyKind kind = result.mainKind();
        if (kind != null) {
            figures.add(new Figure(Figures.micros(result.latencyMicros(kind, 50)), "median " + kind.word()));
            figures.add(new Figure(Figures.micros(result.latencyMicros(kind, 99)), "99th percentile"));
            figures.add(new Figure(Figures.micros(result.maxMicros(kind)), "longest"));
        }
        Double micros = result.serverMicrosPerDelivery();
        if (micros != null) {
            figures.add(new Figure(Figures.micros(micros), "server CPU a delivery"));
        }
        figures.add(new Figure(Figures.count(result.counts().wrong()), "wrong"));
        return figures;
    }

    private static List<String> notes(LoadResult result) {
        List<String> notes = new ArrayList<>();
        notes.add("A rate is taken from the first of its kind to the last.");
        if (result.latencies().has(LatencyKind.DELIVERY)) {
            notes.add("A delivery's latency lasts from when a message was to be sent, even if it was sent later, to its"
                    + " arrival.");
        }
        if (ReportCharts.areReduced(result)) {
            notes.add("A point stands for several readings: its p50 is their mean, its p99 and max are their worst.");
        }
        if (result.generator() != null || result.server() != null) {
            notes.add("100 % of CPU is one core in full use; memory is resident memory.");
        }
        return notes;
    }

    private static String readStyle() {
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
