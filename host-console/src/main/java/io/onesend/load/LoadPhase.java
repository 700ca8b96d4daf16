package io.onesend.load;

/** The phases of a run that its figures distinguish. */
public enum LoadPhase {
    /** Clients connect, log in and enter, as their work needs. */
    RAMP,
    /** They work, but their latencies are not recorded. */
    WARMUP,
    /** They work. */
    WORK,
    /** No new work; what is under way may arrive. */
    END
}
