package io.onesend.chat.cluster;

/** What a barrier has shown: whether the replicas of one Redis have what was written there before it. */
public enum BarrierResult {
    /** Enough of them have it. */
    REPLICATED,
    /** There are replicas. Whether they have it was not shown in time. */
    BEHIND,
    /** No replica is connected, or Redis does not let this be seen. */
    NO_REPLICA
}
