/**
 * How long the package for operators takes from its start script to its first login: {@link io.onesend.it.speed.start.StartTimes} is
 * run by hand, by a command of this module's README.md.
 */
@NullMarked
package io.onesend.it.speed.start;

import org.jspecify.annotations.NullMarked;
