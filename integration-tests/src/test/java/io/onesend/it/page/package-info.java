/** The page to chat from, in a browser, served by the real jar. */
@NullMarked
package io.onesend.it.page;

import org.jspecify.annotations.NullMarked;
