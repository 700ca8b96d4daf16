package io.onesend.load.mix;

import io.onesend.load.LoadGroup;
import java.time.Duration;
import java.util.List;

/** The contents of a file for a mixed load run. */
public record Mix(Duration duration, Duration ramp, List<LoadGroup> groups) {

    public Mix {
        groups = List.copyOf(groups);
    }
}
