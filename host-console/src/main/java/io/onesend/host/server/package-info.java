/**
 * The running server. Read {@link io.onesend.host.server.Host} first: one thread, the main one, starts the parts in order and stops
 * them in reverse; each part lives on threads of its own. {@link io.onesend.host.server.HostState} has what the admin pages and the
 * console ask, on their threads.
 */
@NullMarked
package io.onesend.host.server;

import org.jspecify.annotations.NullMarked;
