package io.onesend.host.load.seed;

/**
 * How far it is.
 *
 * @param added accounts that were not there before
 * @param existing accounts that were there: a password has been left as it was, a token has been written in place of it
 */
public record SeedCounts(int added, int existing) {

    /** How many the store has now. */
    public int done() {
        return added + existing;
    }
}
