package io.onesend.load.show;

import io.onesend.load.LoadPhase;
import org.jspecify.annotations.Nullable;

/** Records when each phase was first seen. A reading follows each change of the phase at once. */
final class PhaseClock {

    private @Nullable Double workBegan;
    private @Nullable Double measuredFrom;
    private @Nullable Double workEnded;

    /** @param at seconds since the start */
    void read(LoadPhase phase, double at) {
        boolean works = phase == LoadPhase.WARMUP || phase == LoadPhase.WORK;
        if (workBegan == null && works) {
            workBegan = at;
        }
        if (measuredFrom == null && phase == LoadPhase.WORK) {
            measuredFrom = at;
        }
        if (workEnded == null && phase == LoadPhase.END) {
            workEnded = at;
        }
    }

    LoadPhases phases() {
        return new LoadPhases(workBegan, measuredFrom, workEnded);
    }
}
