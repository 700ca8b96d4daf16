package io.onesend.chat.simulation;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Several hosts, clients on each of them, and a Redis that delays, breaks off, stalls and refuses, while hosts stop or die: all of it
 * chosen by one seed. A seed that fails is printed, and {@code -Dsimulation.seed} plays it again.
 *
 * <p>{@code -Dsimulation.trouble=FAILOVER,WIPE,ALL} lets Redis forget too. That is not part of the build yet: about one run in 150 of
 * FAILOVER still shows a member entering a second time, or not, while what a failover took out is appended again.
 */
class ClusterSimulationTest {

    private static final int SEEDS = Integer.getInteger("simulation.seeds", 200);
    private static final String TROUBLES = System.getProperty("simulation.trouble", "NONE,LINKS,HOSTS");

    @Test
    void whateverGoesWrongTheRoomsHaveOneOrderAndNothingAcceptedIsLost() {
        List<Trouble> kinds =
                Stream.of(TROUBLES.split(",")).map(Trouble::valueOf).toList();
        Long given = Long.getLong("simulation.seed");
        long first = given == null ? System.nanoTime() : given;
        long last = given == null ? first + SEEDS : first + 1;
        for (long seed = first; seed < last; seed++) {
            try (ClusterRun run = new ClusterRun(seed, kinds)) {
                run.play();
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("-Dsimulation.seed=" + seed + ": " + failed.getMessage(), failed);
            }
        }
    }
}
