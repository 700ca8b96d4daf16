package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostStatusTest {

    private static HostStatus status(int sessions, long users, long rooms, Limit... limits) {
        OpenDoors doors = OpenDoors.of(Doors.of(Door.WEBSOCKET, Door.PLAIN));
        return new HostStatus(
                "1.0", "ready", 5, null, null, sessions, users, rooms, null, null, doors, List.of(limits));
    }

    @Test
    void countsOneAndManyAsPeopleDo() {
        assertThat(status(1, 1, 1).line()).isEqualTo("ready, up 5 s, 1 session, 1 user in 1 room, 0 messages");
        assertThat(status(2, 0, 3).line()).isEqualTo("ready, up 5 s, 2 sessions, 0 users in 3 rooms, 0 messages");
    }

    @Test
    void saysWhichLimitsAreNear() {
        HostStatus status = status(
                1,
                1,
                1,
                Limit.count("sessions", "network.max-sessions", 17_999, 20_000),
                Limit.bytes("queued", "network.send.max-total-bytes", 3 << 20, 2 << 20),
                Limit.count("bans", null, 9_000, 10_000));

        assertThat(status.lines().subList(1, 5))
                .containsExactly(
                        "doors: plain, websocket at /ws; TLS none",
                        "limits: 17,999 of 20,000 sessions, 3 MiB of 2 MiB queued, 9,000 of 10,000 bans",
                        "near a limit: 150 % of network.send.max-total-bytes",
                        "near a limit: 90 % of the bans");
    }

    @Test
    void hasNeitherDoorsNorLimitsWhileItStarts() {
        assertThat(HostStatus.starting("1.0", "starting", 5).lines())
                .containsExactly("starting, up 5 s, 0 sessions, 0 users in 0 rooms, 0 messages");
    }
}
