package io.onesend.network;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions of a server to list, and in what order. It begins with {@link #by}, and each further method returns a copy that asks
 * for less.
 *
 * @param order which come first
 * @param limit how many at the most, 1 to {@link #MOST}
 * @param after the end of the page before; null: from the start
 * @param address only peers of this block; null: all
 * @param door only those that came through this one; null: all
 */
public record SessionQuery(
        SessionOrder order,
        int limit,
        @Nullable Cursor after,
        @Nullable CidrBlock address,
        @Nullable Door door) {

    /** The most sessions on one page. */
    public static final int MOST = 500;

    private static final int USUAL = 100;

    /**
     * The place of a page's last session in its order. Sessions move while pages are turned: one may be seen twice, or not at all.
     *
     * @param key what the order compares
     * @param id the session's number
     */
    public record Cursor(long key, long id) {

        /**
         * Reads what {@link #toString} has written.
         *
         * @param text two numbers with a colon between them
         * @return the cursor
         * @throws IllegalArgumentException if it is anything else
         */
        public static Cursor parse(String text) {
            int colon = text.indexOf(':');
            try {
                return new Cursor(
                        Long.parseLong(text.substring(0, Math.max(0, colon))),
                        Long.parseLong(text.substring(colon + 1)));
            } catch (NumberFormatException notNumbers) {
                throw new IllegalArgumentException("not a page's end: '" + text + "'", notNumbers);
            }
        }

        /** {@return the cursor as a text, for the address of the next page} */
        @Override
        public String toString() {
            return key + ":" + id;
        }
    }

    /**
     * Checks the limit.
     *
     * @param order which come first
     * @param limit 1 to {@link #MOST}
     * @param after null: from the start
     * @param address null: all
     * @param door null: all
     * @throws IllegalArgumentException if the limit is anything else
     */
    public SessionQuery {
        Objects.requireNonNull(order);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " sessions, not " + limit);
        }
    }

    /**
     * Asks for all sessions, a hundred on a page.
     *
     * @param order which come first
     * @return the first page
     */
    public static SessionQuery by(SessionOrder order) {
        return new SessionQuery(order, USUAL, null, null, null);
    }

    /**
     * The same with pages of another length.
     *
     * @param most 1 to {@link #MOST}
     * @return a copy
     * @throws IllegalArgumentException if it is anything else
     */
    public SessionQuery first(int most) {
        return new SessionQuery(order, most, after, address, door);
    }

    /**
     * The same from where a page has ended.
     *
     * @param end of that page: {@link SessionPage#next}; null: from the start
     * @return a copy
     */
    public SessionQuery after(@Nullable Cursor end) {
        return new SessionQuery(order, limit, end, address, door);
    }

    /**
     * The same for peers of some addresses only.
     *
     * @param block of addresses
     * @return a copy
     */
    public SessionQuery from(CidrBlock block) {
        return new SessionQuery(order, limit, after, block, door);
    }

    /**
     * The same for those only that came through a door.
     *
     * @param only which door
     * @return a copy
     */
    public SessionQuery through(Door only) {
        return new SessionQuery(order, limit, after, address, only);
    }

    boolean matches(SessionInfo info) {
        return (door == null || info.entrance().door() == door) && (address == null || isFrom(address, info));
    }

    private static boolean isFrom(CidrBlock block, SessionInfo info) {
        return info.remoteAddress() instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && block.contains(peer.getAddress());
    }
}
