/**
 * A server's numbers for Micrometer. Only this package refers to Micrometer, an optional dependency; the rest of the library
 * works without it.
 */
@NullMarked
package io.onesend.network.metrics;

import org.jspecify.annotations.NullMarked;
