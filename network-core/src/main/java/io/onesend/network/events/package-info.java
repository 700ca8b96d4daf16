/**
 * What Java Flight Recorder shows of sessions. Committed on the thread where it happens; while nobody records, an event
 * costs one look at a flag and allocates nothing. The netty package tells of them; nothing here knows of sockets.
 */
@NullMarked
package io.onesend.network.events;

import org.jspecify.annotations.NullMarked;
