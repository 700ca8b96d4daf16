package io.onesend.host.load;

/** How far a run has come, as far as its figures differ by it. */
public enum LoadPhase {
    /** Clients connect, log in and enter, as their work needs. */
    RAMP,
    /** They work, and their latencies are not recorded. */
    WARMUP,
    /** They work. */
    WORK,
    /** No new work; what is under way may arrive. */
    END
}
