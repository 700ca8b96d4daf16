/**
 * How long the logic thread lets others wait while operators list all sessions of a full server: {@link
 * io.onesend.it.speed.listing.SessionListing} is run by hand, by a command of this module's README.md. {@code IdleUsers} fill the
 * server, {@code Operators} list, and {@code PingProbe} measures.
 */
@NullMarked
package io.onesend.it.speed.listing;

import org.jspecify.annotations.NullMarked;
