/** Tests of the rate-limited log. */
@NullMarked
package io.onesend.network.log;

import org.jspecify.annotations.NullMarked;
