package io.onesend.host.config;

import java.time.Duration;

/**
 * How a stop that loses nothing takes its time.
 *
 * @param grace from saying that it is not ready until it stops listening
 * @param over the time over which sessions are closed
 * @param limit of all of it: what is left then is cut
 */
public record DrainConfig(Duration grace, Duration over, Duration limit) {

    static DrainConfig from(Settings settings) {
        return new DrainConfig(
                settings.value(DrainKeyTable.GRACE),
                settings.value(DrainKeyTable.OVER),
                settings.value(DrainKeyTable.LIMIT));
    }

    /** What the limit leaves for sessions whose queues are long. */
    public Duration rest() {
        return limit.minus(grace).minus(over);
    }
}
