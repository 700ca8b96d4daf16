package io.onesend.chat.packet;

/** What a client may ask for with a {@link FeaturesRequest}, and a server grant with a {@link FeaturesResponse}: bits. */
public final class Features {

    /** A {@link RoomPositionNotify} behind every event of the room. */
    public static final long POSITIONS = 1;

    /** A {@link SessionTokenNotify}, to resume the session on another connection. */
    public static final long RESUME = 1 << 1;

    /** A {@link MoveNotify} when the host drains. */
    public static final long MOVE = 1 << 2;

    /** All that this version knows. */
    public static final long ALL = POSITIONS | RESUME | MOVE;

    private Features() {}
}
