package io.onesend.host.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.onesend.host.config.HostConfig;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Compares the memory of the machine or the container with the heap and with what may wait in queues outside it. */
final class MemoryCheck implements Check {

    private static final String WHAT = "memory";

    /** For Java itself, compiled code and threads. */
    private static final long BESIDE_MEBIBYTES = 150;

    @Override
    public List<Finding> look(HostConfig config) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return List.of();
        }
        return List.of(
                compare(system.getTotalMemorySize() >> 20, Runtime.getRuntime().maxMemory() >> 20, queues(config)));
    }

    /** What may wait in the queues of all sessions, in MiB. */
    static long queues(HostConfig config) {
        return (config.network().send().maxTotalBytes()
                        + config.network().inbound().maxTotalBytes())
                >> 20;
    }

    /** All in MiB. */
    static Finding compare(long memory, long heap, long queues) {
        long needed = heap + queues + BESIDE_MEBIBYTES;
        String sum = heap + " MiB of heap, " + queues + " MiB of queues, " + BESIDE_MEBIBYTES + " MiB of Java's own";
        return memory >= needed
                ? Finding.good(WHAT, memory + " MiB for " + sum)
                : Finding.bad(
                        WHAT,
                        memory + " MiB",
                        needed + " MiB, if all limits are reached: " + sum,
                        "set network.send.max-total-bytes and network.inbound.max-total-bytes lower, or -Xmx");
    }
}
