/** The end of a host under load: what its users lose of it, which is nothing, and when they come back elsewhere. */
@NullMarked
package io.onesend.it.drain;

import org.jspecify.annotations.NullMarked;
