package io.onesend.load.seed;

import io.onesend.load.LoadScheme;
import io.onesend.load.LoadUser;
import io.onesend.load.show.Figures;
import java.time.Duration;

/**
 * The accounts to write: those of the first {@code count} users with this prefix.
 *
 * @param timeToLive how long a token lives; zero: for ever
 */
public record SeedPlan(LoadScheme scheme, String prefix, int count, Duration timeToLive) {

    LoadUser user(int number) {
        return LoadUser.of(scheme, prefix, number);
    }

    /** How much of the plan is done, as a part of a sentence. */
    public String describe(SeedCounts counts) {
        String all = " of " + Figures.count(count);
        String existing = Figures.count(counts.existing());
        String plural = count == 1 ? "" : "s";
        return scheme == LoadScheme.TOKEN
                ? Figures.count(counts.done()) + all + " token" + plural + " written, " + existing
                        + " in place of earlier ones"
                : Figures.count(counts.added()) + all + " account" + plural + " written, " + existing
                        + " there already and left as they are";
    }
}
