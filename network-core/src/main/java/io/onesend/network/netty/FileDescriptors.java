package io.onesend.network.netty;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many files this process may have open, sockets included, and how many it has.
 *
 * @param limit {@link Long#MAX_VALUE} if there is none, or none is known
 * @param open the number at the time of the reading
 */
record FileDescriptors(long limit, long open) {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final String LIMIT_LINE = "Max open files ";

    /** Reads /proc on Linux, because asking Java costs a server 50 ms of its start. */
    static FileDescriptors look() {
        try {
            return Files.isReadable(LIMITS) ? ofLinux() : ofJava();
        } catch (IOException unreadable) {
            return ofJava();
        }
    }

    private static FileDescriptors ofLinux() throws IOException {
        try (Stream<String> limits = Files.lines(LIMITS);
                Stream<Path> open = Files.list(OPEN)) {
            long limit = limits.filter(line -> line.startsWith(LIMIT_LINE))
                    .map(FileDescriptors::softLimit)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
            return new FileDescriptors(limit, open.count());
        }
    }

    /** Parses a line with the soft limit, which applies, and then the hard limit. */
    static long softLimit(String line) {
        String numbers = line.substring(LIMIT_LINE.length()).trim();
        String soft = numbers.substring(0, numbers.indexOf(' '));
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    }

    private static FileDescriptors ofJava() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? new FileDescriptors(system.getMaxFileDescriptorCount(), system.getOpenFileDescriptorCount())
                : new FileDescriptors(Long.MAX_VALUE, 0);
    }

    /** The number of files that may still be opened. */
    long free() {
        return limit - open;
    }
}
