/**
 * Comparisons that are run by hand, each by a command of the README. The ordinary build runs none of them, and tests what the
 * comparison of chat servers is made of.
 */
@NullMarked
package io.onesend.it.speed;

import org.jspecify.annotations.NullMarked;
