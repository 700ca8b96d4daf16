package io.onesend.it.speed.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How long the threads of some processes have run, by Linux's scheduler: to the nanosecond, while other sources count ticks of 10 ms.
 * The compilers of a JVM are left out. They work for a minute or more where several hosts share a core, and then never again.
 */
public record CpuTimes(Map<Path, Long> nanosByThread) {

    /** As far as Linux keeps the names of threads. */
    private static final String COMPILER = "(?s)C[12] CompilerThre.*";

    public static CpuTimes of(List<Long> pids) {
        return of(pids, name -> true);
    }

    /** @param counts whether a thread of this name counts; Linux keeps 15 characters of it */
    public static CpuTimes of(List<Long> pids, Predicate<String> counts) {
        Map<Path, Long> nanos = new HashMap<>();
        for (long pid : pids) {
            try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
                threads.forEach(thread -> read(thread, counts, nanos));
            } catch (IOException ended) {
                throw new UncheckedIOException("process " + pid + " has ended", ended);
            }
        }
        return new CpuTimes(nanos);
    }

    private static void read(Path thread, Predicate<String> counts, Map<Path, Long> nanos) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            if (name.matches(COMPILER) || !counts.test(name)) {
                return;
            }
            String line = Files.readString(thread.resolve("schedstat"));
            nanos.put(thread, Long.parseLong(line.substring(0, line.indexOf(' '))));
        } catch (NoSuchFileException threadEnded) {
            // Its time is left out of the reading before, too.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Microseconds since an earlier reading, of the threads that have not ended since. */
    public double microsSince(CpuTimes before) {
        long nanos = 0;
        for (Map.Entry<Path, Long> thread : nanosByThread.entrySet()) {
            nanos += thread.getValue() - before.nanosByThread.getOrDefault(thread.getKey(), 0L);
        }
        return nanos / 1e3;
    }
}
