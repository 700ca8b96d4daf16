/**
 * What log lines share: a limited number of lines a second, numbers with what they count, and text of others made safe. Any
 * thread may enter; it depends on SLF4J only.
 */
@NullMarked
package io.onesend.network.log;

import org.jspecify.annotations.NullMarked;
