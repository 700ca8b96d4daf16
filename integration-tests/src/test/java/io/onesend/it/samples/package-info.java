/**
 * Programs on {@code network-core} as a user would write them, each with nothing but its public API: read one to see how a server
 * of its kind is put together. The test beside each drives it with a client that others wrote.
 */
@NullMarked
package io.onesend.it.samples;

import org.jspecify.annotations.NullMarked;
