package io.onesend.it.speed.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.speed.doors.DoorSystem.Kind;
import io.onesend.network.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how the figures of the doors are shown. */
class DoorsTableTest {

    private final DoorsTable table = new DoorsTable(
            "what was done", 1, List.of(new DoorsTable.Column("a second", 0), new DoorsTable.Column("CPU", 2)));

    @Test
    void showsMediansAndComparesRoundByRound() {
        DoorSystem plain = new DoorSystem(Kind.PLAIN, Transport.EPOLL);
        DoorSystem front = new DoorSystem(Kind.FRONT, Transport.EPOLL);
        // The machine is half as fast in the last round.
        for (double slower : new double[] {1, 1, 2}) {
            table.add(plain, List.of(1_000 / slower, slower));
            table.add(front, List.of(500 / slower, 1.5 * slower));
        }

        assertThat(table.text().lines())
                .containsExactly(
                        "what was done",
                        "",
                        "| door                                 | a second |  CPU | × plain alone |",
                        "|--------------------------------------|---------:|-----:|--------------:|",
                        "| plain alone, epoll                   |    1,000 | 1.00 |          1.00 |",
                        "| plain, through the front door, epoll |      500 | 1.50 |          1.50 |");
    }

    @Test
    void comparesWithNothingOfAnotherTransport() {
        table.add(new DoorSystem(Kind.PLAIN, Transport.EPOLL), List.of(1.0, 1.0));
        table.add(new DoorSystem(Kind.WEBSOCKET, Transport.NIO), List.of(1.0, 1.0));

        assertThat(table.text()).contains("| WebSocket, nio     |        1 | 1.00 |             – |");
    }
}
