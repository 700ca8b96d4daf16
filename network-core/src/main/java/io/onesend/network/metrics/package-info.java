/**
 * A server's numbers for Micrometer. The only package that refers to Micrometer, which is an optional dependency: whoever
 * uses this package has it, and the rest of the library does without.
 */
@NullMarked
package io.onesend.network.metrics;

import org.jspecify.annotations.NullMarked;
