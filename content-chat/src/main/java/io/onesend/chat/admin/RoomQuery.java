package io.onesend.chat.admin;

import java.util.Comparator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms to list.
 *
 * @param order which come first
 * @param limit 1 to {@link ChatAdmin#MOST_ROWS}
 * @param after the end of the page before; null: from the start
 */
public record RoomQuery(Order order, int limit, @Nullable Cursor after) {

    private static final int THOUSANDTHS = 1000;

    /** What comes first; rooms that are equal come in the order of their numbers. */
    public enum Order {
        /** The lowest first. */
        NUMBER(room -> -(long) room.number()),
        /** Most members first. */
        USERS(RoomInfo::users),
        /** Most messages a second first. */
        RATE(room -> Math.round(room.perSecond() * THOUSANDTHS));

        private final ToLongFunction<RoomInfo> key;

        Order(ToLongFunction<RoomInfo> key) {
            this.key = key;
        }

        Cursor cursorOf(RoomInfo room) {
            return new Cursor(key.applyAsLong(room), room.number());
        }
    }

    /**
     * The place of a room in an order.
     *
     * @param key what the order compares
     */
    public record Cursor(long key, int number) {

        /** @throws IllegalArgumentException if it is not what {@link #toString} has written */
        public static Cursor parse(String text) {
            int colon = text.indexOf(':');
            try {
                return new Cursor(
                        Long.parseLong(text.substring(0, Math.max(0, colon))),
                        Integer.parseInt(text.substring(colon + 1)));
            } catch (NumberFormatException notNumbers) {
                throw new IllegalArgumentException("not a page's end: '" + text + "'", notNumbers);
            }
        }

        @Override
        public String toString() {
            return key + ":" + number;
        }
    }

    public RoomQuery {
        ChatAdmin.checkLimit(limit);
    }

    Comparator<RoomInfo> comparator() {
        return Comparator.comparingLong(order.key).reversed().thenComparingInt(RoomInfo::number);
    }

    boolean matches(RoomInfo room) {
        if (after == null) {
            return true;
        }
        long own = order.key.applyAsLong(room);
        return own < after.key() || (own == after.key() && room.number() > after.number());
    }
}
