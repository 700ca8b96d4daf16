/**
 * Shared test code of all modules: the leak check and the deadline of waits, which register themselves, a check for threads left
 * behind, and a real redis-server.
 */
@NullMarked
package io.onesend.network.testing;

import org.jspecify.annotations.NullMarked;
