package io.onesend.load.seed;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a seeding, with nothing under way any more.
 *
 * @param failure the first one; no account was begun after it
 */
record SeedOutcome(SeedCounts counts, @Nullable Throwable failure) {}
