/**
 * Writes the accounts that the dummy clients of a load run log in with to a store, before the run. The thread of the command
 * gives the store one account after the other, never more than a fixed number at a time, shows the progress, and waits for the
 * last. Answers come on the store's threads, hashes on the password threads.
 */
@NullMarked
package io.onesend.load.seed;

import org.jspecify.annotations.NullMarked;
