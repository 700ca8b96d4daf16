/** What the tests of every module share: the leak check, which registers itself, and a look for threads left behind. */
@NullMarked
package io.onesend.network.testing;

import org.jspecify.annotations.NullMarked;
