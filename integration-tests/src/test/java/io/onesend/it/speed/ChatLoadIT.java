package io.onesend.it.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.it.speed.ByHandServer.Flushing;
import io.onesend.network.Transport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run of the comparison, as it is made of every server. */
class ChatLoadIT {

    private static final Pinning NOWHERE = new Pinning(List.of(), List.of());
    private static final Work WORK = new Work(2, 5, 2, 4);

    @Test
    void aServerByHandDeliversEveryMessageAndAllFiguresAreMeasured() throws IOException {
        try (ComparedServer server = ComparedServer.byHand(Transport.NIO, Flushing.BATCHED, NOWHERE)) {
            var figures = new ChatLoad(List.of(), WORK, "load-").measure(server, 1, 1);

            assertThat(figures).containsOnlyKeys(Figure.values());
            assertThat(figures.values()).allMatch(value -> value > 0);
        }
    }

    @Test
    void aRunThatIsNotCleanFailsTheComparison() throws IOException {
        try (ComparedServer server = ComparedServer.byHand(Transport.NIO, Flushing.PLAIN, NOWHERE)) {
            ChatLoad withBadUsers = new ChatLoad(List.of(), WORK, "an-id-that-is-longer-than-32-bytes-");

            assertThatThrownBy(() -> withBadUsers.warmUp(server, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the run against Netty by hand, nio was not clean: exit status 2");
        }
    }
}
