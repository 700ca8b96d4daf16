package io.onesend.host.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.config.DrainConfig;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrainOperationsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeTarget server = new FakeTarget();
    private final Drain drain =
            new Drain(server, () -> new DrainConfig(HOUR, Duration.ofSeconds(5), HOUR.multipliedBy(2)), () -> {});
    private Optional<Drain> running = Optional.of(drain);
    private final OpsTable table = new OpsTable(List.of(DrainOperations.rows(() -> running)));

    private OpsAnswer call(String operation, Map<String, String> arguments) throws OpsException {
        return table.call(Operator.CONSOLE, operation, arguments);
    }

    private void assertRefused(String operation, int status) {
        assertThatThrownBy(() -> call(operation, Map.of()))
                .isInstanceOfSatisfying(
                        OpsException.class,
                        refused -> assertThat(refused.kind().status()).isEqualTo(status));
    }

    @Test
    void aDrainIsBegunOnceAndUndone() throws OpsException {
        server.sessions.set(12);
        assertRefused("undrain", 409);

        OpsAnswer begun = call("drain", Map.of("over", "10m"));

        assertThat(begun.lines()).singleElement().asString().startsWith("draining: 12 sessions; closing begins in");
        assertThat(begun.json()).isInstanceOfSatisfying(DrainOperations.Answer.class, status -> {
            assertThat(status.phase()).isEqualTo("grace");
            assertThat(status.closesInMillis()).isBetween(HOUR.toMillis() - 60_000, HOUR.toMillis());
            assertThat(status.cutInMillis())
                    .isGreaterThan(
                            status.closesInMillis() + Duration.ofMinutes(10).toMillis());
        });
        assertRefused("drain", 409);
        call("undrain", Map.of());
        assertThat(server.done).containsExactly("not ready", "ready");
    }

    @Test
    void aServerThatStartsIsNotDrained() {
        running = Optional.empty();
        assertRefused("drain", 503);
    }
}
