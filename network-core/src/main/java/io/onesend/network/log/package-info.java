/**
 * Log lines that nobody can make too many of. Any thread may enter; it depends on SLF4J only.
 */
@NullMarked
package io.onesend.network.log;

import org.jspecify.annotations.NullMarked;
