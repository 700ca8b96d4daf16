package io.onesend.chat.room;

/** A change of one room that all its members hear of, in the room's one order. */
public sealed interface RoomEvent {

    /** No user has this number: what an operator says has it. */
    long NOBODY = 0;

    /** The number of the user whom it concerns, given at the login. */
    long uniqueId();

    /** A user has come in. */
    record Entered(long uniqueId, String userId) implements RoomEvent {}

    /** A user has gone: left, or lost the connection. */
    record Left(long uniqueId) implements RoomEvent {}

    /** A member goes on at another host; nobody sees it. */
    record Moved(long uniqueId) implements RoomEvent {}

    /** A member has said something. */
    record Said(long uniqueId, String userId, String text) implements RoomEvent {}
}
