package io.onesend.chat.simulation;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays many runs of a simulation, on all cores: {@code -Dsimulation.seeds} says how many, and {@code -Dsimulation.first} with which
 * seed to begin; without it with 1, so that a build does not fail by chance. What happens in a run depends on its seed alone, so {@code
 * -Dsimulation.seed} plays again one that has failed.
 */
final class Seeds {

    private static final @Nullable Long GIVEN = Long.getLong("simulation.seed");

    /** How many runs a test plays. */
    static final int COUNT = GIVEN == null ? Integer.getInteger("simulation.seeds", 200) : 1;

    private Seeds() {}

    /**
     * Plays runs until one fails.
     *
     * @param options what to say beside the seed to play a run again
     * @param run plays the run of a seed
     */
    static void play(String options, LongConsumer run) {
        long first = GIVEN == null ? Long.getLong("simulation.first", 1) : GIVEN;
        LongStream.range(first, first + COUNT).parallel().forEach(seed -> {
            try {
                run.accept(seed);
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("-Dsimulation.seed=" + seed + options + ": " + failed.getMessage(), failed);
            }
        });
    }
}
