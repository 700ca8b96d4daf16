/**
 * Comparisons that are run by hand, each by a command of this module's README.md. The ordinary build runs none of them, but tests the parts of
 * the chat servers' comparison.
 */
@NullMarked
package io.onesend.it.speed;

import org.jspecify.annotations.NullMarked;
