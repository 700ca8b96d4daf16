package io.onesend.chat.checker;

/**
 * An event that a failover took out of a stream.
 *
 * @param from the offset of the first event that was taken out of this stream with it
 * @param positionTag of the position that clients were told with it
 */
public record RewrittenEvent(RoomStream.Entry entry, long from, long positionTag) {}
