package io.onesend.chat.cluster;

import org.jspecify.annotations.Nullable;

/** From where one room's stream is read, once something may have been missed, and what the answers say of the history. */
final class RoomReading {

    private enum Next {
        /** What follows on the last event. */
        ON,
        /** All that there is: Redis does not have what follows, or has other events than were heard here. */
        ALL,
        /** The same after another opening, which tells if Redis is in another life: it did not have the room before that. */
        ALL_IF_GONE,
        /** The same, but Redis had nothing of what was heard. */
        ALL_IF_ANOTHER
    }

    private final RoomPast past;
    private final Residents owner;
    private Next next = Next.ON;

    /** Offset of the last event that was read, and not heard. */
    private long readTo;

    RoomReading(RoomPast past, Residents owner) {
        this.past = past;
        this.owner = owner;
    }

    /** Where to read from, if this was the last event that was applied. */
    Position from(Position at) {
        return past.asksForMembers() || next != Next.ON ? Position.BEYOND : past.readFrom(at);
    }

    /** Events up to this one were read. A failover may come before all is read that is to be. */
    void applied(Position at) {
        readTo = at.offset();
    }

    /** Whether this event was read: the feed may not have come so far. */
    boolean isAheadOfFeed(Position at) {
        return at.offset() <= readTo;
    }

    /**
     * Whether the history is the one that was heard, as far as it was read. If not, all of it is read next.
     *
     * @param more what was read; null: nothing follows
     * @param at the last event that was applied
     * @param chain of all events up to there: what was before a host knew the room may be another, with an event at its old offset
     */
    boolean agrees(@Nullable RoomState more, Position at, long chain) {
        boolean agrees = more == null
                ? !past.isDoubted()
                : past.agreesWith(more) && (!more.tellsChainAt(at.offset()) || more.chainAt(at.offset()) == chain);
        if (!agrees) {
            next = Next.ALL;
        }
        return agrees;
    }

    /** Whether some of what was heard is still to be found in the history. */
    boolean isDoubted() {
        return past.isDoubted();
    }

    /**
     * Redis has nothing to read. Returns whether the room is gone; it may be trimmed, which reading all of it tells, or Redis is wiped.
     * If nothing of it was applied here, a wiped Redis takes nothing from it, and it asks for no other opening: two rooms that are gone
     * would ask in turn, without end.
     *
     * @param at the last event that was applied
     */
    boolean isGone(Position at) {
        boolean hasNothing = at.offset() == 0 && !past.asksForMembers();
        if (next == Next.ALL_IF_GONE || (next == Next.ALL && hasNothing)) {
            return true;
        }
        if (next == Next.ALL || next == Next.ALL_IF_ANOTHER) {
            next = Next.ALL_IF_GONE;
            owner.openAnew();
        } else {
            next = Next.ALL;
        }
        return false;
    }

    /** All was read, and is another history. Returns whether it has some of what was heard, or Redis was asked since if it is wiped. */
    boolean isAnother(RoomState history) {
        if (next == Next.ALL_IF_ANOTHER || past.partsFrom(history)) {
            return true;
        }
        next = Next.ALL_IF_ANOTHER;
        owner.openAnew();
        return false;
    }

    /** All was read. */
    void ended(Position at) {
        next = Next.ON;
        applied(at);
    }
}
