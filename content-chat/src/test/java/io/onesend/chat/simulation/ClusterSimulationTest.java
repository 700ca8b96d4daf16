package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ResultCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Several hosts, clients on each of them, and a Redis that delays, breaks off, stalls, refuses, fails over and forgets, while hosts
 * stop or die: all of it chosen by one of the {@link Seeds}. In three runs of four, half of the clients resume on other connections.
 * {@code -Dsimulation.trouble=FAILOVER,WIPE} plays these kinds of trouble alone.
 */
class ClusterSimulationTest {

    /** From this number of runs on, at least one session almost surely goes on at another host. */
    private static final int ENOUGH_TO_RESUME = 200;

    private static final String TROUBLES =
            System.getProperty("simulation.trouble", "NONE,LINKS,HOSTS,FAILOVER,WIPE,ALL");

    @Test
    void whateverGoesWrongTheRoomsHaveOneOrderAndNothingAcceptedIsLost() {
        List<Trouble> kinds =
                Stream.of(TROUBLES.split(",")).map(Trouble::valueOf).toList();
        ResumeTally resumes = new ResumeTally();
        Seeds.play(" -Dsimulation.trouble=" + TROUBLES, seed -> {
            try (ClusterRun run = new ClusterRun(seed, kinds, resumes)) {
                run.play();
            }
        });
        if (Seeds.COUNT >= ENOUGH_TO_RESUME) {
            assertThat(resumes.of(ResultCode.NONE)).as("%s", resumes).isPositive();
        }
    }
}
