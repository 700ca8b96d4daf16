/**
 * The package for operators from its start script on. {@link io.onesend.it.speed.start.StartTimes} times its first login, {@link
 * io.onesend.it.speed.start.FirstSeconds} the messages after that. Both are run by hand, by commands of this module's README.md.
 */
@NullMarked
package io.onesend.it.speed.start;

import org.jspecify.annotations.NullMarked;
