/**
 * What processes of this machine use: found by the port they listen on, and asked once in a while for their CPU time and
 * resident memory. What a system does not tell is absent, never 0. One thread.
 */
@NullMarked
package io.onesend.host.load.show.process;

import org.jspecify.annotations.NullMarked;
