package io.onesend.chat.cluster;

/** Why a call of a {@link RedisPort} has no answer. */
public enum PortFailure {
    /** The link broke, or the answer did not come in time: the call may have been done, or may still be. */
    LOST,
    /** Redis did not do it, and it may succeed later at this primary or another: MOVED, ASK, TRYAGAIN, CLUSTERDOWN, READONLY,
     * LOADING, MASTERDOWN, or no such function. */
    HELD,
    /** Redis did not do it, and an operator has to act: OOM, NOREPLICAS, MISCONF, NOPERM, WRONGTYPE. */
    REFUSED
}
