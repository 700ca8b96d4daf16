package io.onesend.chat;

import io.onesend.chat.packet.ResumeRequest;

/**
 * What a client needs to resume its session on another connection, to this host or to another of the cluster.
 *
 * @param token of this session; whoever has it can take the session over
 * @param roomNumber the room to go on in, or {@link ResumeRequest#NO_ROOM}
 * @param offset how far the client has heard that room; 0 without a room
 * @param tag of the same event
 */
public record ResumeTicket(String userId, String token, int roomNumber, long offset, long tag) {

    ResumeRequest request() {
        return new ResumeRequest(userId, token, roomNumber, offset, tag);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ResumeTicket[" + userId + ", room " + roomNumber + ", offset " + offset + "]";
    }
}
