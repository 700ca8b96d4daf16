/**
 * Comparisons that are run by hand, each by a command of this module's README.md. The ordinary build runs none of them, but tests the parts of
 * the chat servers' comparison. What several comparisons need is here, such as {@link io.onesend.it.speed.ProductLaunch} and {@link
 * io.onesend.it.speed.Pinning}, and in {@link io.onesend.it.speed.turns}.
 */
@NullMarked
package io.onesend.it.speed;

import org.jspecify.annotations.NullMarked;
