package io.onesend.host.recording;

import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** The operation that starts a flight recording. */
public final class RecordingOperation {

    private static final String DURATION = "duration";

    private RecordingOperation() {}

    /**
     * The answer.
     *
     * @param file is complete after that time
     */
    record Started(String file, long seconds) {}

    /**
     * Makes the row.
     *
     * @param folder where the files go: that of the log
     */
    public static Operation of(Supplier<Path> folder) {
        FlightRecordings recordings = new FlightRecordings();
        Argument duration = Argument.required(DURATION, Kind.DURATION, "how long: 30s, at most 10m");
        return new Operation(
                "record",
                List.of(duration),
                "write a flight recording of the JVM beside the log",
                Role.OPERATE,
                Route.post("/recording"),
                (who, given) -> start(recordings, folder.get(), given));
    }

    private static OpsAnswer start(FlightRecordings recordings, Path folder, Arguments given) throws OpsException {
        Duration length = given.duration(DURATION).orElseThrow();
        if (length.toSeconds() < 1 || length.compareTo(FlightRecordings.LONGEST) > 0) {
            throw OpsException.badRequest(DURATION, "is not between 1s and 10m: '" + given.text(DURATION) + "'");
        }
        try {
            Path file = recordings.start(folder, length, LocalDateTime.now(ZoneId.systemDefault()));
            if (file == null) {
                throw new OpsException(OpsException.Kind.CONFLICT, "another recording is under way");
            }
            return OpsAnswer.of(
                    new Started(file.toString(), length.toSeconds()),
                    "recording for " + length.toSeconds() + " s to " + file);
        } catch (IOException unwritable) {
            throw new OpsException(
                    OpsException.Kind.UNAVAILABLE,
                    "no recording can be written to " + folder.toAbsolutePath() + ": " + unwritable.getMessage());
        } catch (NoClassDefFoundError noRecorder) {
            throw new OpsException(
                    OpsException.Kind.UNAVAILABLE, "this Java has no flight recorder: its module jdk.jfr is missing");
        }
    }
}
