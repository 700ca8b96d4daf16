package io.onesend.chat.room;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import io.onesend.network.packet.PacketRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rooms by number. A room is created when it is first asked for, and stays. */
@LogicThread
public final class RoomDirectory {

    private final OwningThread owner = new OwningThread();
    private final ChatConfig.Rooms config;
    private final RoomOrder order;
    private final PacketRegistry<?, ServerPacket> registry;
    private final ChatCounters counters;
    private final @Nullable Room[] rooms;
    private int maxUsers;

    public RoomDirectory(
            ChatConfig.Rooms config, RoomOrder order, PacketRegistry<?, ServerPacket> registry, ChatCounters counters) {
        this.config = config;
        this.order = order;
        this.registry = registry;
        this.counters = counters;
        rooms = new Room[config.count()];
        maxUsers = config.maxUsers();
    }

    /** Lets this many users into each room from now on. Those who are there beyond it stay. */
    public void limit(int most) {
        assert owner.isCurrent();
        maxUsers = most;
    }

    /** What decides on the events of all rooms. */
    RoomOrder order() {
        assert owner.isCurrent();
        return order;
    }

    /** How many rooms there are, whether they were asked for or not. */
    public int count() {
        assert owner.isCurrent();
        return rooms.length;
    }

    /**
     * The rooms of some numbers, as far as they were asked for before.
     *
     * @param from the first of these numbers, counted from the first room
     * @param numbers how many
     */
    public List<Room> some(int from, int numbers) {
        assert owner.isCurrent();
        return Arrays.stream(rooms, from, Math.min(rooms.length, from + numbers))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The room of a number, or null if there is none. */
    public @Nullable Room find(int number) {
        assert owner.isCurrent();
        // As a long: any i32 can be asked for, and the difference of two can overflow.
        long index = (long) number - config.first();
        if (index < 0 || index >= rooms.length) {
            return null;
        }
        Room room = rooms[(int) index];
        if (room == null) {
            room = new Room(number, () -> maxUsers, order, registry, counters, owner);
            rooms[(int) index] = room;
        }
        return room;
    }
}
