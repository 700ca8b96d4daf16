package io.onesend.host.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.recording.RecordingOperation.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingOperationTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Started record(OpsTable table, String duration) throws OpsException {
        return (Started) table.call(Operator.CONSOLE, "record", Map.of("duration", duration))
                .json();
    }

    private OpsTable table(Path place) {
        return new OpsTable(List.of(List.of(RecordingOperation.of(() -> place))));
    }

    @Test
    void writesOneRecordingAtATimeWithoutSecretsForItsOwnerAlone() throws OpsException, IOException {
        OpsTable table = table(folder);

        Path file = Path.of(record(table, "1s").file());
        assertThatThrownBy(() -> record(table, "1s")).hasMessage("another recording is under way");

        Awaitility.await().atMost(DEADLINE).until(() -> Files.size(file) > 0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(RecordingFile.readAllEvents(file))
                .extracting((RecordedEvent event) -> event.getEventType().getName())
                .contains("jdk.ActiveRecording")
                .doesNotContainAnyElementsOf(FlightRecordings.EVENTS_WITH_SECRETS);
    }

    @Test
    void refusesWhatIsTooShortOrTooLong() {
        for (String duration : List.of("0", "500ms", "601s", "1h")) {
            assertThatThrownBy(() -> record(table(folder), duration))
                    .as(duration)
                    .hasMessage("duration is not between 1s and 10m: '" + duration + "'");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysWhereNothingCanBeWritten() {
        assertThatThrownBy(() -> record(table(folder.resolve("missing")), "1s"))
                .isInstanceOf(OpsException.class)
                .hasMessageStartingWith("no recording can be written to " + folder.resolve("missing"));
    }
}
