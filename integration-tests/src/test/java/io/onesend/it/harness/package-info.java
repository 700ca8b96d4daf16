/**
 * What the tests use: the jar as a child process, a client that encodes its own bytes, a Redis, the protocol's vectors. Nothing
 * in here uses a class of the product, so that a mistake in it cannot cancel out.
 */
@NullMarked
package io.onesend.it.harness;

import org.jspecify.annotations.NullMarked;
