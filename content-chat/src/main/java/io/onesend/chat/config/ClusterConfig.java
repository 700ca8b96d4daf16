package io.onesend.chat.config;

import java.time.Duration;

/**
 * How hosts share their rooms; immutable, checked when made.
 *
 * @param hostName shown to operators
 * @param address where clients reach this host, {@code host:port}; empty: no client is sent here
 * @param partitions groups of rooms; the same on all hosts, for good
 * @param channels feeds of a partition; the same on all hosts
 * @param lease a host not heard of for this long is dead
 * @param acceptTimeout a request whose fate is unknown for this long is refused
 * @param takeoverAfter a user id is taken over from a host that has not listened for this long
 * @param kickOld a second login of a user id closes the first session; otherwise the second is refused
 * @param replicated nothing is heard or answered before {@code replicas} have it
 * @param replicas that must have what was accepted, if {@code replicated}
 * @param inFlight batches of a partition sent and not yet answered
 * @param feedMaxPendingBytes received from Redis and not yet handled, for each link
 * @param repairMaxBytes kept to be sent again after a failover
 */
public record ClusterConfig(
        String hostName,
        String address,
        int partitions,
        int channels,
        Duration lease,
        Duration acceptTimeout,
        Duration takeoverAfter,
        boolean kickOld,
        boolean replicated,
        int replicas,
        int inFlight,
        long feedMaxPendingBytes,
        long repairMaxBytes,
        History history,
        Resume resume) {

    public static final int MAX_PARTITIONS = 1024;
    public static final int MAX_CHANNELS = 4096;

    /**
     * What of a room's past is kept.
     *
     * @param entries events of a room that are kept at least
     * @param keep how long a room without members is remembered
     * @param onEnter messages that a client without positions gets on entering
     * @param onEnterMax messages that a client may ask for on entering
     */
    public record History(int entries, Duration keep, int onEnter, int onEnterMax) {
        public History {
            require(entries > 0, "history.entries must be positive");
            require(isPositive(keep), "history.keep must be positive");
            require(onEnter >= 0 && onEnter <= onEnterMax, "history.onEnter must be 0 to history.onEnterMax");
            require(onEnterMax <= 256, "history.onEnterMax must be at most 256");
        }
    }

    /**
     * How clients come back.
     *
     * @param linger how long a user stays whose connection is lost; zero: not at all
     * @param window a token is good for this long after the user has gone
     * @param maxReplay events replayed at most
     */
    public record Resume(boolean enabled, Duration linger, Duration window, int maxReplay) {
        public Resume {
            require(!linger.isNegative(), "resume.linger must not be negative");
            require(isPositive(window), "resume.window must be positive");
            require(maxReplay > 0, "resume.maxReplay must be positive");
        }
    }

    public ClusterConfig {
        require(partitions > 0 && partitions <= MAX_PARTITIONS, "partitions must be 1 to " + MAX_PARTITIONS);
        require(channels > 0 && channels <= MAX_CHANNELS, "channels must be 1 to " + MAX_CHANNELS);
        require(lease.compareTo(Duration.ofSeconds(1)) >= 0, "lease must be at least 1 s");
        require(isPositive(acceptTimeout), "acceptTimeout must be positive");
        require(isPositive(takeoverAfter), "takeoverAfter must be positive");
        require(replicas > 0, "replicas must be positive");
        require(inFlight > 0, "inFlight must be positive");
        require(feedMaxPendingBytes > 0, "feedMaxPendingBytes must be positive");
        require(repairMaxBytes > 0, "repairMaxBytes must be positive");
    }

    /** The defaults, for a host of this name. */
    public static ClusterConfig named(String hostName) {
        return new ClusterConfig(
                hostName,
                "",
                16,
                1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                false,
                false,
                1,
                4,
                16L << 20,
                64L << 20,
                new History(1000, Duration.ofHours(1), 0, 50),
                new Resume(true, Duration.ofSeconds(10), Duration.ofMinutes(2), 500));
    }

    /** The same for a host of another name. */
    public ClusterConfig withHostName(String newName) {
        return new ClusterConfig(
                newName,
                address,
                partitions,
                channels,
                lease,
                acceptTimeout,
                takeoverAfter,
                kickOld,
                replicated,
                replicas,
                inFlight,
                feedMaxPendingBytes,
                repairMaxBytes,
                history,
                resume);
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
