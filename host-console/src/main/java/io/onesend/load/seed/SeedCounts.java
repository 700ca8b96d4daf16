package io.onesend.load.seed;

/**
 * The progress of a seeding.
 *
 * @param added accounts that were not there before
 * @param existing accounts that were there already: a password is left unchanged, a token is replaced
 */
public record SeedCounts(int added, int existing) {

    /** How many accounts of the plan the store has now. */
    public int done() {
        return added + existing;
    }
}
