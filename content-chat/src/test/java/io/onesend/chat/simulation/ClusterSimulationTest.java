package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ResultCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Several hosts, clients on each of them, and a Redis that delays, breaks off, stalls, refuses, fails over and forgets, while hosts
 * stop or die: all of it chosen by one seed. A seed that fails is printed, and {@code -Dsimulation.seed} plays it again;
 * {@code -Dsimulation.trouble=FAILOVER,WIPE} plays these kinds of trouble alone. In three runs of four, half of the clients resume on other
 * connections.
 */
class ClusterSimulationTest {

    private static final int SEEDS = Integer.getInteger("simulation.seeds", 200);

    /** From this number of runs on, at least one session almost surely goes on at another host. */
    private static final int ENOUGH_TO_RESUME = 200;

    private static final String TROUBLES =
            System.getProperty("simulation.trouble", "NONE,LINKS,HOSTS,FAILOVER,WIPE,ALL");

    @Test
    void whateverGoesWrongTheRoomsHaveOneOrderAndNothingAcceptedIsLost() {
        List<Trouble> kinds =
                Stream.of(TROUBLES.split(",")).map(Trouble::valueOf).toList();
        Long given = Long.getLong("simulation.seed");
        long first = given == null ? System.nanoTime() : given;
        long last = given == null ? first + SEEDS : first + 1;
        ResumeTally resumes = new ResumeTally();
        for (long seed = first; seed < last; seed++) {
            try (ClusterRun run = new ClusterRun(seed, kinds, resumes)) {
                run.play();
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(
                        "-Dsimulation.seed=" + seed + " -Dsimulation.trouble=" + TROUBLES + ": " + failed.getMessage(),
                        failed);
            }
        }
        if (last - first >= ENOUGH_TO_RESUME) {
            assertThat(resumes.of(ResultCode.NONE)).as("%s", resumes).isPositive();
        }
    }
}
