package io.onesend.chat.simulation;

/** What may go wrong in a run. Each promise is checked as far as it holds after such trouble. */
enum Trouble {
    /** Delays only. */
    NONE,
    /** Connections are cut, stall, and go deaf; Redis refuses calls, or is away. */
    LINKS,
    /** Hosts stop for a while, or for ever. */
    HOSTS,
    /** A replica that is behind takes over. */
    FAILOVER,
    /** Everything in Redis is deleted, or the history is trimmed. */
    WIPE,
    /** All of it. */
    ALL;

    /** Whether Redis loses what it had: what hosts have heard then is not what it has. */
    boolean makesRedisForget() {
        return this == FAILOVER || this == WIPE || this == ALL;
    }
}
