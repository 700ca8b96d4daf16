/** The tokens of the admin port: the file that they stand in, and how one that is presented is looked up. Any thread may call it. */
@NullMarked
package io.onesend.host.tokens;

import org.jspecify.annotations.NullMarked;
