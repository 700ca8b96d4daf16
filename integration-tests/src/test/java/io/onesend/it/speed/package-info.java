/** Comparisons that are run by hand, each by a command of the README; no part of the ordinary build. */
@NullMarked
package io.onesend.it.speed;

import org.jspecify.annotations.NullMarked;
