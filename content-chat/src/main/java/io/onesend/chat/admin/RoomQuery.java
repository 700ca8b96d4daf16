package io.onesend.chat.admin;

import java.util.Comparator;
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
        NUMBER,
        /** Most members first. */
        USERS,
        /** Most messages a second first. */
        RATE;

        /** What the order compares: the largest comes first. */
        private long keyOf(RoomInfo room) {
            return switch (this) {
                case NUMBER -> -(long) room.number();
                case USERS -> room.users();
                case RATE -> Math.round(room.perSecond() * THOUSANDTHS);
            };
        }

        Cursor cursorOf(RoomInfo room) {
            return new Cursor(keyOf(room), room.number());
        }
    }

    /**
     * The place of a room in an order.
     *
     * @param key what the order compares
     */
    public record Cursor(long key, int number) {

        /**
         * Reads what {@link #toString} has written.
         *
         * @throws IllegalArgumentException if it is anything else
         */
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
        return Comparator.comparingLong(order::keyOf).reversed().thenComparingInt(RoomInfo::number);
    }

    boolean matches(RoomInfo room) {
        if (after == null) {
            return true;
        }
        long own = order.keyOf(room);
        return own < after.key() || (own == after.key() && room.number() > after.number());
    }
}
