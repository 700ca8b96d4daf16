/**
 * What log lines share: a limited number of lines a second, and numbers with what they count. Any thread may enter; it depends on
 * SLF4J only.
 */
@NullMarked
package io.onesend.network.log;

import org.jspecify.annotations.NullMarked;
