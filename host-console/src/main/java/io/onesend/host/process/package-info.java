/**
 * The process that a command runs in: the signals that ask it to stop, its exit status, which build it is. Signals arrive on
 * threads of their own; commands wait on the main thread.
 */
@NullMarked
package io.onesend.host.process;

import org.jspecify.annotations.NullMarked;
