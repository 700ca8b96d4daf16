/** Shared test code of all modules: the leak check, which registers itself, and a check for threads left behind. */
@NullMarked
package io.onesend.network.testing;

import org.jspecify.annotations.NullMarked;
