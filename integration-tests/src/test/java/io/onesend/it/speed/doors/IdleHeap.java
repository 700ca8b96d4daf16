package io.onesend.it.speed.doors;

import io.onesend.it.speed.cluster.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bytes on a server's heap that live because of an idle session: by the JVM's own count of all objects, after a collection. */
final class IdleHeap {

    private IdleHeap() {}

    static double bytesPerSession(DoorSystem system, RunningSystem running, int sessions) {
        List<DoorClient> clients = new ArrayList<>();
        try {
            // Whatever the first sessions make for all is there before counting begins.
            clients.add(new DoorClient(system.kind(), running.hosts().get(0)));
            long before = liveBytes(running);
            for (int i = 0; i < sessions; i++) {
                clients.add(new DoorClient(system.kind(), running.hosts().get(0)));
            }
            return (liveBytes(running) - before) / (double) sessions;
        } catch (IOException failed) {
            throw new UncheckedIOException(system.name(), failed);
        } finally {
            clients.forEach(IdleHeap::close);
        }
    }

    private static void close(DoorClient client) {
        try {
            client.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long liveBytes(RunningSystem running) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(
                        jcmd.toString(), running.hostPids().get(0).toString(), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        for (String line : lines) {
            if (line.startsWith("Total")) {
                return Long.parseLong(line.strip().split(" +")[2]);
            }
        }
        throw new IOException("no total in " + lines);
    }
}
