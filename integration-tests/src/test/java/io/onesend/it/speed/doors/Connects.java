package io.onesend.it.speed.doors;

import io.onesend.it.speed.cluster.CpuTimes;
import io.onesend.it.speed.cluster.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What connections cost a server, one after the other, because a loaded server would share its wake-ups. */
final class Connects {

    private Connects() {}

    /** The server's CPU of one connection, in microseconds. */
    static double cpuMicros(DoorSystem system, RunningSystem running, int count) {
        CpuTimes before = CpuTimes.of(running.hostPids());
        for (int i = 0; i < count; i++) {
            try {
                new DoorClient(system.kind(), running.hosts().get(0)).close();
            } catch (IOException failed) {
                throw new UncheckedIOException(system.name(), failed);
            }
        }
        return CpuTimes.of(running.hostPids()).microsSince(before) / count;
    }
}
