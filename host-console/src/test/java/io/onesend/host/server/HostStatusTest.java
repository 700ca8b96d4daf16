package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostStatusTest {

    private static String line(int sessions, long users, long rooms) {
        return new HostStatus("1.0", "ready", 5, null, null, sessions, users, rooms, null, null).line();
    }

    @Test
    void countsOneAndManyAsPeopleDo() {
        assertThat(line(1, 1, 1)).isEqualTo("ready, up 5 s, 1 session, 1 user in 1 room, 0 messages");
        assertThat(line(2, 0, 3)).isEqualTo("ready, up 5 s, 2 sessions, 0 users in 3 rooms, 0 messages");
    }
}
