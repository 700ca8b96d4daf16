package io.onesend.it.speed.cluster;

import java.util.List;

/** What had happened up to a moment. */
record LoadReading(long nanos, long sent, long delivered, CpuTimes hosts, CpuTimes redis, CpuTimes load) {

    /** On the event loop of the traffic. */
    static LoadReading of(RunningSystem system, Traffic traffic) {
        return new LoadReading(
                System.nanoTime(),
                traffic.messagesSent(),
                traffic.messagesDelivered(),
                CpuTimes.of(system.hostPids()),
                CpuTimes.of(system.redisPids()),
                CpuTimes.of(List.of(ProcessHandle.current().pid())));
    }

    double microsSince(LoadReading before) {
        return (nanos - before.nanos) / 1e3;
    }
}
