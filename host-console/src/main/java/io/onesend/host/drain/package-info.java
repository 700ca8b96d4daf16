/**
 * The end of a running server that loses nothing. {@link io.onesend.host.drain.Drain} is what operators and signals ask for it;
 * each {@code DrainRun} is one way through its phases; {@link io.onesend.host.drain.DrainTarget} is the server that is emptied. A
 * drain that an operator asked for has the thread {@code drain}; that of a stop runs on the main thread.
 */
@NullMarked
package io.onesend.host.drain;

import org.jspecify.annotations.NullMarked;
