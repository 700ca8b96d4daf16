/**
 * A log with a limited number of lines a second. Any thread may enter; it depends on SLF4J only.
 */
@NullMarked
package io.onesend.network.log;

import org.jspecify.annotations.NullMarked;
