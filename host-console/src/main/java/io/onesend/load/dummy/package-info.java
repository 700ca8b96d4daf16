/**
 * The dummy clients of a load run: their connections, what they do, when their turns come, and how every message is accounted
 * for. All of it runs on one thread, the I/O thread of the run's own network client, so nothing here has a lock. Other threads
 * only read counts and latencies, and make the clock tick.
 */
@NullMarked
package io.onesend.load.dummy;

import org.jspecify.annotations.NullMarked;
