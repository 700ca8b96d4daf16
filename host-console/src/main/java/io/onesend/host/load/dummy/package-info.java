/**
 * The dummy clients of a load run: their connections, what they do, when their turns come, and the account of every message.
 * All of it lives on one thread, the I/O thread of the run's own network client, so that nothing here has a lock; another
 * thread only reads counts and latencies, and makes the clock tick.
 */
@NullMarked
package io.onesend.host.load.dummy;

import org.jspecify.annotations.NullMarked;
