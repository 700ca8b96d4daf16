/**
 * Reading the configuration again while the server runs. {@link io.onesend.host.reload.Reload} reads and checks it, lets every
 * {@link io.onesend.host.reload.ReloadPart} prepare, and then commits them all: a reload that is refused changes nothing. It runs
 * on the thread of whoever asks: the console, an admin thread, or that of SIGHUP.
 */
@NullMarked
package io.onesend.host.reload;

import org.jspecify.annotations.NullMarked;
