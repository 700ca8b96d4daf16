package io.onesend.load;

import com.sun.management.OperatingSystemMXBean;
import io.onesend.host.process.ProgramVersion;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine that the load tool runs on. Figures say little without it.
 *
 * @param processor its model; the architecture if the model is not known
 * @param memoryBytes of the machine, or of the container; null if it is not known
 * @param kernel of the operating system, with its version
 * @param java the JVM's name and version
 * @param transport the one that the dummy clients use
 * @param version of the load tool
 */
public record LoadMachine(
        int cores,
        String processor,
        @Nullable Long memoryBytes,
        String kernel,
        String java,
        String transport,
        String version) {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /** This machine. */
    public static LoadMachine here(String transport) {
        return new LoadMachine(
                Runtime.getRuntime().availableProcessors(),
                readProcessor(),
                readMemoryBytes(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                transport,
                ProgramVersion.version());
    }

    private static String readProcessor() {
        try {
            return processorIn(Files.readAllLines(CPUINFO));
        } catch (IOException absent) {
            return processorIn(List.of());
        }
    }

    /** @param cpuinfo the lines of Linux's {@code /proc/cpuinfo} */
    static String processorIn(List<String> cpuinfo) {
        String architecture = System.getProperty("os.arch");
        return cpuinfo.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .map(model -> model + ", " + architecture)
                .orElse(architecture);
    }

    private static @Nullable Long readMemoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Long.valueOf(system.getTotalMemorySize())
                : null;
    }
}
