/**
 * The server as a program: arguments, configuration, start and stop in order, exit status.
 *
 * <p>Parts are started and stopped by one thread, the main one; each lives on threads of its own. This module is the only one
 * with a logging backend, and {@link io.onesend.host.Main} the only class that ends the process.
 */
@NullMarked
package io.onesend.host;

import org.jspecify.annotations.NullMarked;
