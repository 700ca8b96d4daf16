/**
 * Measures processes of this machine: finds them by the port they listen on, and reads their CPU time and resident memory once
 * in a while. What a system does not report is absent, never 0. One thread.
 */
@NullMarked
package io.onesend.load.show.process;

import org.jspecify.annotations.NullMarked;
