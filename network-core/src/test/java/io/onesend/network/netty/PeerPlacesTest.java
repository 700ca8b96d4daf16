package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PeerPlacesTest {

    private static final int PLACES = 100;
    private static final int AT_ONCE = 7;

    private int inTheBacklog;
    private int sessions;
    private int timesCaughtUp;

    private final PeerPlaces places = new PeerPlaces(PLACES, () -> sessions, atMost -> {
        timesCaughtUp++;
        sessions = Math.min(sessions + inTheBacklog, atMost);
        inTheBacklog = 0;
    });

    @Test
    void connectionsThatAreNotAcceptedYetTakePlaces() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            places.take(AT_ONCE);
            inTheBacklog += AT_ONCE;

            assertThat(sessions + inTheBacklog).isLessThanOrEqualTo(PLACES);
        }
    }

    @Test
    void nobodyWaitsWhileThereIsAPlace() throws IOException {
        for (int taken = AT_ONCE; taken <= PLACES; taken += AT_ONCE) {
            places.take(AT_ONCE);
        }
        assertThat(timesCaughtUp).isZero();

        places.take(AT_ONCE);
        assertThat(timesCaughtUp).isOne();
    }
}
