package io.onesend.chat;

import io.onesend.chat.packet.ResultCode;

/**
 * The outcome of {@link ChatClient#resume}.
 *
 * @param result NONE: the client has heard everything; RESUME_INCOMPLETE: a {@code RoomGapNotify} follows and says what is missing;
 *     RESUME_ROOM_FULL: logged in, in no room; anything else: not logged in
 * @param replayed how many missed events the client has heard before this
 */
public record Resumed(ResultCode result, long replayed) {}
