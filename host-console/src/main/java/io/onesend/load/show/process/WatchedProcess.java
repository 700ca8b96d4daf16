package io.onesend.load.show.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process whose use is read from time to time. After its end, it keeps what the last reading found. */
public final class WatchedProcess {

    private static final double NANOS = 1e9;

    private final long pid;
    private final String name;
    private final Supplier<Optional<ProcessReading>> source;
    private final ProcessReading first;
    private ProcessReading last;
    private double lastAt;
    private @Nullable Long peak;

    WatchedProcess(long pid, String name, Supplier<Optional<ProcessReading>> source, ProcessReading first) {
        this.pid = pid;
        this.name = name;
        this.source = source;
        this.first = first;
        this.last = first;
        this.peak = first.residentBytes();
    }

    /** Watches a process from now on; empty if there is no such process, or the system does not report its CPU time. */
    public static Optional<WatchedProcess> start(ProcessHandle process) {
        Supplier<Optional<ProcessReading>> source = () -> ProcessReading.of(process);
        return source.get().map(first -> new WatchedProcess(process.pid(), name(process), source, first));
    }

    private static String name(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName())
                .map(Path::toString)
                .orElse("process");
    }

    public long pid() {
        return pid;
    }

    public String name() {
        return name;
    }

    /**
     * What it used since the previous reading; null if it cannot be read any more.
     *
     * @param at seconds since the start
     */
    public @Nullable ProcessLoad read(double at) {
        ProcessReading now = source.get().orElse(null);
        if (now == null || at <= lastAt) {
            return null;
        }
        double percent = 100 * seconds(now.cpu().minus(last.cpu())) / (at - lastAt);
        last = now;
        lastAt = at;
        Long resident = now.residentBytes();
        if (resident != null) {
            peak = peak == null ? resident : Math.max(peak, resident);
        }
        return new ProcessLoad(percent, resident);
    }

    /** What it used up to its last reading. */
    public ProcessUse use() {
        double cpu = seconds(last.cpu().minus(first.cpu()));
        return new ProcessUse(pid, name, cpu, lastAt > 0 ? 100 * cpu / lastAt : 0, last.residentBytes(), peak);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
