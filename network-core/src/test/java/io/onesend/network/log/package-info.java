/** Tests of log lines that nobody can make too many of. */
@NullMarked
package io.onesend.network.log;

import org.jspecify.annotations.NullMarked;
