package io.onesend.host.recording;

import io.onesend.host.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/** Records what the JVM does to a file that only its owner may read, one recording at a time. */
final class FlightRecordings {

    static final Duration LONGEST = Duration.ofMinutes(10);

    /** Of a longer one the oldest events go. */
    static final long MAX_BYTES = 250L << 20;

    /** What would write the passwords into the file that were given as variables or arguments. */
    static final List<String> EVENTS_WITH_SECRETS = List.of(
            "jdk.InitialEnvironmentVariable", "jdk.InitialSystemProperty", "jdk.JVMInformation", "jdk.SystemProcess");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private @Nullable Recording last;

    /**
     * Starts a recording, which ends by itself, or with the process.
     *
     * @return its file; empty if another recording is under way
     * @throws IOException if the file cannot be written
     */
    synchronized @Nullable Path start(Path folder, Duration length, LocalDateTime now) throws IOException {
        if (isUnderWay()) {
            return null;
        }
        Path file = folder.resolve("onesend-" + TIME.format(now) + ".jfr").toAbsolutePath();
        PrivateFiles.create(file);
        Recording recording = new Recording(settings());
        EVENTS_WITH_SECRETS.forEach(recording::disable);
        recording.setName("onesend");
        recording.setToDisk(true);
        recording.setMaxSize(MAX_BYTES);
        recording.setDuration(length);
        recording.setDumpOnExit(true);
        recording.setDestination(file);
        recording.start();
        last = recording;
        return file;
    }

    synchronized boolean isUnderWay() {
        return last != null && last.getState() == RecordingState.RUNNING;
    }

    /** The JDK's own settings for a server in use. */
    private static Configuration settings() throws IOException {
        try {
            return Configuration.getConfiguration("default");
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
