package io.onesend.chat.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rooms in the order that was asked for.
 *
 * @param inUse how many rooms have a member on this host
 * @param next for the query of the next page; null: this is the last
 */
public record RoomPage(List<RoomInfo> rooms, int inUse, RoomQuery.@Nullable Cursor next) {

    public RoomPage {
        rooms = List.copyOf(rooms);
    }
}
