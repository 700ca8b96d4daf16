package io.onesend.chat.cluster;

import io.onesend.chat.room.Room;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;

/** Why a session ends because of its cluster. */
public final class ClusterReasons {

    /** What was said in the room meanwhile cannot be proved to be complete. */
    public static final DisconnectReason ROOM_GAP = DisconnectReason.of("room-gap", Fault.NETWORK);

    /** Redis has lost the room, or its user's entry into it. */
    public static final DisconnectReason ROOM_LOST = DisconnectReason.of("room-lost", Fault.NETWORK);

    /** The other hosts held this one for dead and have taken its users out. */
    public static final DisconnectReason LEASE_LOST = Room.LEASE_LOST;

    /** The user has logged in at another host, or there was taken for gone here. */
    public static final DisconnectReason LOGGED_IN_ELSEWHERE = DisconnectReason.of("logged-in-elsewhere", Fault.NONE);

    /** The user goes on at another host. */
    public static final DisconnectReason RESUMED_ELSEWHERE = Room.RESUMED_ELSEWHERE;

    private ClusterReasons() {}
}
