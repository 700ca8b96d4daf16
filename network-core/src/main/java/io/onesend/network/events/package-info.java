/**
 * Java Flight Recorder events of sessions. An event is committed on the thread where it happens; while it is not recorded, it
 * costs one check of a flag and allocates nothing. The netty package reports the events; nothing here knows of sockets.
 */
@NullMarked
package io.onesend.network.events;

import org.jspecify.annotations.NullMarked;
