package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Outcome;
import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room that has a member on this host, or will have one. It applies the room's events in the order of their offsets and lets none
 * out: what comes again is passed over, and what does not follow waits until the stream has been read.
 *
 * <pre>
 * UNKNOWN → FOLLOWING ⇄ BEHIND      the members are known with the first enter that Redis takes
 * </pre>
 *
 * UNKNOWN and BEHIND hold the events that come meanwhile.
 */
final class Resident {

    private enum State {
        UNKNOWN,
        BEHIND,
        FOLLOWING
    }

    private static final Logger LOG = LoggerFactory.getLogger(Resident.class);

    final Room room;
    private final Residents owner;
    private final RoomPast past;
    private final RoomReading reading;
    private final HeldEvents held = new HeldEvents();
    private final OwnRequests own;

    private State state = State.UNKNOWN;
    private Position at = Position.START;

    /** Of the history that Redis has up to there. */
    private long chain = Chain.START;

    /** Whether events are applied to members who are not those of that place: the difference is left out, or told in the end. */
    private boolean isSettingMembers;

    /** Offset of the first entry that Redis took without telling the room before it; 0: none. */
    private long enteredAt;

    Resident(Room room, Residents owner) {
        this.room = room;
        this.owner = owner;
        past = new RoomPast(room, owner);
        reading = new RoomReading(past, owner);
        own = new OwnRequests(this, owner);
    }

    /** The requests of this host for this room. */
    OwnRequests own() {
        return own;
    }

    boolean isUsed() {
        return own.areEntering() || room.hasLocals();
    }

    /** Its last event that was applied here. */
    Position at() {
        return at;
    }

    /** The chain of all events up to there. */
    long chain() {
        return chain;
    }

    /** A user of this host has come back, and has heard what was here before. */
    void returned(ChatUser user) {
        past.returned(user.uniqueId());
    }

    /** Nothing that was lost will come again. Returns whether the members are shown as they are; if not, they are asked for now. */
    boolean lostIsOver() {
        past.lostIsOver();
        settleIfDue();
        return past.isProved();
    }

    boolean isKnown() {
        return state != State.UNKNOWN;
    }

    boolean isFollowing() {
        return state == State.FOLLOWING;
    }

    // ---- the feed

    void hear(FeedMessage.Event heard, boolean mayBeOwn) {
        if (state != State.FOLLOWING) {
            held.add(heard);
            return;
        }
        long offset = heard.position().offset();
        if (offset == at.offset() + 1) {
            step(heard.position(), heard.event(), mayBeOwn);
        } else if (offset > at.offset()) {
            state = State.BEHIND;
            held.add(heard);
            owner.behind(this);
        }
    }

    /** The event after the last one. */
    private void step(Position position, RoomEvent event, boolean mayBeOwn) {
        past.add(position, event);
        Request request = mayBeOwn ? owner.takeWaiting(position.tag()) : null;
        if (event instanceof RoomEvent.Moved && request != null) {
            past.movedHere(event.uniqueId());
        } else if (event instanceof RoomEvent.Moved) {
            past.movedElsewhere(event.uniqueId());
            own.movedElsewhere(event.uniqueId());
        }
        boolean isKnown = (request == null || event instanceof RoomEvent.Entered) && past.isRepeated(position, event);
        moveTo(position, Chain.after(chain, position.tag()));
        if (isKnown && request == null) {
            owner.counters().repeated();
            tellIfProved();
            return;
        }
        try {
            own.apply(event, request, isKnown);
        } catch (RuntimeException defect) {
            LOG.error("room {}: an event cannot be applied, its users here are closed", room.number(), defect);
            gap();
        }
        if (!(event instanceof RoomEvent.Said)) {
            owner.forgetIfUnused(this);
        }
    }

    private void moveTo(Position position, long itsChain) {
        at = position;
        chain = itsChain;
        // While it is not proved, no history has this chain: nobody resumes from here as if it were.
        room.at(position.offset(), isProved() ? chain : ~chain);
    }

    private boolean isProved() {
        return !isSettingMembers && past.isProved();
    }

    /** All that was lost is back, so the clients may rely on their positions again. They hear no event that tells them. */
    private void tellIfProved() {
        if (isProved()) {
            room.tellPosition();
        }
    }

    // ---- the answer to an enter

    /** Redis has taken an enter. Its event comes by the feed, before this or after. */
    void taken(Request request, Outcome outcome) {
        RoomState before = outcome.before();
        EntryPast wanted = request.past();
        if (wanted != null && before != null) {
            wanted.answered(before.newest());
            wanted.tellWhenReady(room, outcome.offset() == at.offset());
        }
        if (state == State.UNKNOWN && request.isWaiting()) {
            if (before != null) {
                know(before);
                release();
            } else {
                enteredAt = enteredAt == 0 ? outcome.offset() : Math.min(enteredAt, outcome.offset());
                owner.behind(this);
            }
        }
        // Whom Redis has already is a member by an older event, also in a room that this host has just been told.
        if (state == State.FOLLOWING && request.isWaiting() && outcome.offset() <= at.offset()) {
            own.admit(request);
        }
    }

    /** Redis has not taken an enter, and has told the room all the same. Its user may come in by a move yet. */
    void told(RoomState now) {
        if (state == State.UNKNOWN) {
            know(now);
            release();
        }
    }

    private void know(RoomState before) {
        room.populate(RoomState.membersOf(before.members()));
        past.begin(before.at());
        moveTo(before.at(), before.chain());
        reading.ended(at);
        enteredAt = 0;
        state = State.FOLLOWING;
    }

    /** Applies what was held, as far as it follows. */
    private void release() {
        boolean isWhole = held.isWhole();
        held.take().forEach(each -> hear(each, true));
        if (!isWhole && state == State.FOLLOWING) {
            state = State.BEHIND;
            owner.behind(this);
        }
    }

    // ---- reading the stream

    /** The link broke: the room's history may be another when it is back, so what is held is worth nothing. */
    void linkLost() {
        held.clear();
    }

    /** Whether it knows events that the feed has not brought yet. So the feed's history may be the same, and the room's another one. */
    boolean isAheadOfFeed() {
        return isKnown() && reading.isAheadOfFeed(at);
    }

    /** The feed has missed something that may be of this room: what it brings is held until the stream has been read. */
    void missedSomething() {
        if (isKnown()) {
            state = State.BEHIND;
            past.doubt();
        }
    }

    /**
     * If lost events have not come again for a lease, their hosts are gone: asks for the members as they are. So it does if one has
     * moved who is not shown.
     */
    void settleIfDue() {
        if (state == State.FOLLOWING && past.settle()) {
            state = State.BEHIND;
            owner.behind(this);
        }
    }

    /** Where to read from; null: there is nothing to read. */
    @Nullable
    Position readFrom() {
        return switch (state) {
            case BEHIND -> reading.from(at);
            case UNKNOWN -> enteredAt > 0 ? Position.BEYOND : null;
            case FOLLOWING -> null;
        };
    }

    /** What the stream has. Returns false if it has still more. */
    boolean read(ReadRoom answer) {
        RoomState history = answer.state();
        if (state == State.FOLLOWING) {
            // The answer to an enter has told the room since this was asked for, and it has gone on.
            return true;
        }
        if (state == State.UNKNOWN) {
            if (enteredAt > 0) {
                knowFrom(history);
            }
            return true;
        }
        switch (answer.status()) {
            case SAME -> {
                if (!reading.agrees(null, at, chain)) {
                    return false;
                }
            }
            case MORE -> {
                if (history != null && !catchUp(history)) {
                    return false;
                }
            }
            case REWRITTEN -> {
                RoomState other = history == null ? RoomState.NONE : history;
                if (!reading.isAnother(other)) {
                    return false;
                }
                rewritten(other);
            }
            case LOST -> {
                if (!reading.isGone(at)) {
                    return false;
                }
                rewritten(RoomState.NONE);
            }
        }
        reading.ended(at);
        if (state == State.BEHIND) {
            state = State.FOLLOWING;
            release();
        }
        return true;
    }

    private boolean catchUp(RoomState more) {
        if (!reading.agrees(more, at, chain)) {
            return false;
        }
        applyFollowing(more.newest());
        return state == State.UNKNOWN
                || (!reading.isDoubted() && at.offset() >= more.at().offset());
    }

    /** Stops once the room is forgotten, for its last local member has left. */
    private void applyFollowing(List<RoomState.Entry> entries) {
        for (RoomState.Entry entry : entries) {
            if (isKnown() && entry.position().offset() == at.offset() + 1) {
                reading.applied(entry.position());
                step(entry.position(), entry.event(), true);
            }
        }
    }

    /**
     * An enter was taken by a call whose answer did not tell the room. So the members at that moment are those who had entered by
     * then and are still there; those who have left since are of no interest. What came after is applied.
     */
    private void knowFrom(@Nullable RoomState history) {
        List<RoomState.Entry> entries = history == null ? List.of() : history.newest();
        long before = history == null ? 0 : Math.min(enteredAt - 1, history.at().offset());
        enteredAt = 0;
        if (history == null || entries.isEmpty() || entries.get(0).position().offset() > before + 1) {
            owner.refuseEnters(room);
            return;
        }
        know(new RoomState(
                history.members().stream()
                        .filter(member -> member.offset() <= before)
                        .toList(),
                new Position(before, 0),
                List.of(),
                history.chainAt(before)));
        past.mayRepeat();
        // The list for a newcomer lacks who has left since. Who resumes from before these leaves gets a new list.
        isSettingMembers = true;
        applyFollowing(entries);
        isSettingMembers = false;
        if (isKnown()) {
            moveTo(at, chain);
            room.tellPosition();
        }
        release();
    }

    /** Redis has another history of this room now. */
    private void rewritten(RoomState history) {
        Rewrite rewrite = past.rewrite(history);
        if (rewrite == null) {
            gap();
            return;
        }
        chain = history.chainAt(rewrite.parting());
        isSettingMembers = true;
        for (RoomState.Entry entry : rewrite.theirs()) {
            if (isKnown()) {
                step(entry.position(), entry.event(), true);
            }
        }
        isSettingMembers = false;
        if (!isKnown()) {
            return;
        }
        past.awaitLost();
        moveTo(history.at(), history.chain());
        past.settleMembers(history);
        owner.forgetIfUnused(this);
    }

    /** Nothing proves that all was heard: the local sessions are closed, and this host knows nothing of the room any more. */
    private void gap() {
        owner.counters().roomGap();
        close(ClusterReasons.ROOM_GAP);
    }

    /** Closes the local sessions, which leave by that. */
    void close(DisconnectReason why) {
        room.closeLocals(why);
        forget();
        owner.forgetIfUnused(this);
    }

    /** Of a room without local members this host need know nothing. */
    void forget() {
        room.forget();
        state = State.UNKNOWN;
        at = Position.START;
        chain = Chain.START;
        enteredAt = 0;
        reading.ended(at);
        held.clear();
        past.clear();
    }
}
