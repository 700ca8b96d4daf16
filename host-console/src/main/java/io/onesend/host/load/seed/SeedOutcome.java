package io.onesend.host.load.seed;

import org.jspecify.annotations.Nullable;

/**
 * What came of it, nothing being under way any more.
 *
 * @param failure the first, after which no account was begun
 */
record SeedOutcome(SeedCounts counts, @Nullable Throwable failure) {}
