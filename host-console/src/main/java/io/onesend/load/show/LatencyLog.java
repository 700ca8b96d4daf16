package io.onesend.load.show;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadLatencies;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes the latencies of every reading, in full, in the format of HdrHistogram's own tools: deliveries without a tag; logins,
 * enters and connects each with their own. Values are in nanoseconds; the column of the largest is in milliseconds. They are
 * written during the run, so that memory holds none of them.
 */
final class LatencyLog implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Path path;
    private final PrintStream out;
    private final HistogramLogWriter writer;
    private double last;

    private LatencyLog(Path path, OutputStream file, Instant started) {
        this.path = path;
        this.out = new PrintStream(new BufferedOutputStream(file), false, StandardCharsets.UTF_8);
        this.writer = new HistogramLogWriter(out);
        writer.outputComment("[Latencies in nanoseconds: of deliveries without a tag, of others with Tag=]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(started.toEpochMilli());
        writer.setBaseTime(started.toEpochMilli());
        writer.outputLegend();
    }

    static LatencyLog open(Path path, Instant started) {
        try {
            return new LatencyLog(path, Files.newOutputStream(path), started);
        } catch (IOException failure) {
            throw OutputFile.failed(path, failure);
        }
    }

    /** @param at the end of the reading, in seconds since the start */
    void write(LoadLatencies latencies, double at) {
        writer.outputIntervalHistogram(last, at, latencies.of(LatencyKind.DELIVERY), NANOS_PER_MILLI);
        for (LatencyKind kind : LatencyKind.values()) {
            if (kind != LatencyKind.DELIVERY && latencies.has(kind)) {
                Histogram tagged = latencies.of(kind);
                tagged.setTag(kind.word());
                writer.outputIntervalHistogram(last, at, tagged, NANOS_PER_MILLI);
            }
        }
        last = at;
    }

    /** Fails if any of it could not be written. */
    @Override
    public void close() {
        writer.close();
        if (out.checkError()) {
            throw OutputFile.failed(path, new IOException("the log is not complete"));
        }
    }
}
