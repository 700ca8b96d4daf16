package io.onesend.load.show;

import org.jspecify.annotations.Nullable;

/**
 * When a run went from one phase to the next, in seconds since its start; null for a phase that it did not reach.
 *
 * @param workBegan when all clients had connected, logged in and entered, as their work needs
 * @param measuredFrom the end of the warm-up
 * @param workEnded from when on nothing new was sent
 */
record LoadPhases(
        @Nullable Double workBegan,
        @Nullable Double measuredFrom,
        @Nullable Double workEnded) {

    static final LoadPhases NONE = new LoadPhases(null, null, null);
}
