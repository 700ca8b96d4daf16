/**
 * Shared test code of all modules: the leak check, which registers itself, a check for threads left behind, and a real
 * redis-server.
 */
@NullMarked
package io.onesend.network.testing;

import org.jspecify.annotations.NullMarked;
