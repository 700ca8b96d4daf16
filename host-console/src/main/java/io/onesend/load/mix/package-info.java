/**
 * The file of {@code load mixed}: its keys, and the groups of dummy clients that it describes. It is read as the server's
 * configuration is, on the main thread, before the run.
 */
@NullMarked
package io.onesend.load.mix;

import org.jspecify.annotations.NullMarked;
