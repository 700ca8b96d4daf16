package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Outcome;
import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import java.util.ArrayList;
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

    /** Events held; what comes beyond is dropped, and the stream is read for it. */
    static final int MAX_HELD = 4096;

    /** Where no stream ends: reading from here brings the whole room. */
    private static final Position BEYOND = new Position((1L << 53) - 1, 0);

    private enum State {
        UNKNOWN,
        BEHIND,
        FOLLOWING
    }

    private static final Logger LOG = LoggerFactory.getLogger(Resident.class);

    final Room room;
    private final Residents owner;
    private final RoomTail tail = new RoomTail();
    private final LostEvents lost = new LostEvents();
    private final List<FeedMessage.Event> held = new ArrayList<>();
    private final OwnRequests own;

    private State state = State.UNKNOWN;
    private Position at = Position.START;

    /** Offset of the first entry that Redis took without telling the room before it; 0: none. */
    private long enteredAt;

    /** Redis did not have what follows on the last event. */
    private boolean isLost;

    Resident(Room room, Residents owner) {
        this.room = room;
        this.owner = owner;
        own = new OwnRequests(room, owner);
    }

    /** The requests of this host for this room. */
    OwnRequests own() {
        return own;
    }

    boolean isUsed() {
        return own.areEntering() || room.hasLocals();
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
            hold(heard);
            return;
        }
        long offset = heard.position().offset();
        if (offset == at.offset() + 1) {
            step(heard.position(), heard.event(), mayBeOwn);
        } else if (offset > at.offset()) {
            state = State.BEHIND;
            hold(heard);
            owner.behind(this);
        }
    }

    private void hold(FeedMessage.Event heard) {
        if (held.size() < MAX_HELD) {
            held.add(heard);
        }
    }

    /** The event after the last one. */
    private void step(Position position, RoomEvent event, boolean mayBeOwn) {
        moveTo(position);
        tail.add(position, event, owner.now());
        Request request = mayBeOwn ? owner.takeWaiting(position.tag()) : null;
        if (request == null && lost.isWithoutEffect(room, position, event)) {
            owner.counters().repeated();
            return;
        }
        try {
            own.apply(event, request);
        } catch (RuntimeException defect) {
            LOG.error("room {}: an event cannot be applied, its users here are closed", room.number(), defect);
            gap();
        }
        if (!(event instanceof RoomEvent.Said)) {
            owner.forgetIfUnused(this);
        }
    }

    private void moveTo(Position position) {
        at = position;
        room.at(position.offset(), position.tag());
    }

    // ---- the answer to an enter

    /** Redis has taken an enter. Its event comes by the feed, before this or after. */
    void taken(Request request, Outcome outcome) {
        RoomState before = outcome.before();
        EntryPast past = request.past();
        if (past != null && before != null) {
            past.answered(before.newest());
            past.tellWhenReady(room, outcome.offset() == at.offset());
        }
        if (state == State.UNKNOWN && request.isWaiting()) {
            if (before != null) {
                know(before.members(), before.at());
                release();
            } else {
                enteredAt = enteredAt == 0 ? outcome.offset() : Math.min(enteredAt, outcome.offset());
                owner.behind(this);
            }
        } else if (state == State.FOLLOWING && request.isWaiting() && outcome.offset() <= at.offset()) {
            own.admit(request);
        }
    }

    private void know(List<RoomState.Member> members, Position position) {
        room.populate(membersOf(members));
        moveTo(position);
        tail.clear();
        if (position.tag() != 0) {
            tail.add(position, null, owner.now());
        }
        enteredAt = 0;
        state = State.FOLLOWING;
    }

    private static List<Room.Member> membersOf(List<RoomState.Member> members) {
        return members.stream()
                .map(member -> new Room.Member(member.uniqueId(), member.userId()))
                .toList();
    }

    /** Applies what was held, as far as it follows. */
    private void release() {
        List<FeedMessage.Event> now = List.copyOf(held);
        boolean dropped = held.size() == MAX_HELD;
        held.clear();
        for (FeedMessage.Event each : now) {
            hear(each, true);
        }
        if (dropped && state == State.FOLLOWING) {
            state = State.BEHIND;
            owner.behind(this);
        }
    }

    // ---- reading the stream

    /** The link broke: the room's history may be another when it is back, so what is held is worth nothing. */
    void linkLost() {
        held.clear();
    }

    /** The feed has missed something that may be of this room: what it brings is held until the stream has been read. */
    void missedSomething() {
        if (state == State.FOLLOWING) {
            state = State.BEHIND;
        }
    }

    /** If lost events have not come again for a lease, their hosts are gone: asks for the members as they are. */
    void settleIfDue() {
        if (state == State.FOLLOWING && lost.settle(owner.now())) {
            state = State.BEHIND;
            owner.behind(this);
        }
    }

    /** Where to read from; null: there is nothing to read. */
    @Nullable
    Position readFrom() {
        return switch (state) {
            case BEHIND -> lost.isSettling() || isLost ? BEYOND : at;
            case UNKNOWN -> enteredAt > 0 ? BEYOND : null;
            case FOLLOWING -> null;
        };
    }

    /** What the stream has. Returns false if it has still more. */
    boolean read(ReadRoom answer) {
        RoomState history = answer.state();
        if (state == State.UNKNOWN) {
            if (enteredAt > 0) {
                knowFrom(history);
            }
            return true;
        }
        switch (answer.status()) {
            case SAME -> {}
            case MORE -> {
                if (history != null && !catchUp(history)) {
                    return false;
                }
            }
            case REWRITTEN -> rewritten(history == null ? nothing() : history);
            case LOST -> {
                // Trimmed past this host, or gone: reading it all tells which.
                isLost = !isLost;
                if (isLost) {
                    return false;
                }
                rewritten(nothing());
            }
        }
        isLost = false;
        if (state == State.BEHIND) {
            state = State.FOLLOWING;
            release();
        }
        return true;
    }

    /** What a room is that Redis does not have. */
    private static RoomState nothing() {
        return new RoomState(List.of(), Position.START, List.of());
    }

    private boolean catchUp(RoomState more) {
        applyFollowing(more.newest());
        return state == State.UNKNOWN || at.offset() >= more.at().offset();
    }

    /** Stops once the room is forgotten, for its last local member has left. */
    private void applyFollowing(List<RoomState.Entry> entries) {
        for (RoomState.Entry entry : entries) {
            if (isKnown() && entry.position().offset() == at.offset() + 1) {
                step(entry.position(), entry.event(), true);
            }
        }
    }

    /**
     * An enter was taken by a call whose answer did not tell the room. So the members at that moment are those who had entered by
     * then and are still there; those who have left since are of no interest. What came after is applied.
     */
    private void knowFrom(@Nullable RoomState history) {
        long wanted = enteredAt - 1;
        enteredAt = 0;
        if (history == null || history.newest().isEmpty()) {
            owner.refuseEnters(room);
            return;
        }
        List<RoomState.Entry> entries = history.newest();
        long before = Math.min(wanted, history.at().offset());
        if (entries.get(0).position().offset() > before + 1) {
            owner.refuseEnters(room);
            return;
        }
        know(
                history.members().stream()
                        .filter(member -> member.offset() <= before)
                        .toList(),
                new Position(before, 0));
        lost.mayRepeat();
        applyFollowing(entries);
        release();
    }

    /** Redis has another history of this room now. */
    private void rewritten(RoomState history) {
        List<Heard> heard = tail.all();
        Rewrite rewrite = Rewrite.between(heard, history);
        if (rewrite == null) {
            gap();
            return;
        }
        tail.clear();
        for (Heard each : heard) {
            if (each.position().offset() <= rewrite.parting()) {
                tail.add(each, owner.now());
            }
        }
        lost.add(rewrite);
        for (RoomState.Entry entry : rewrite.theirs()) {
            if (!isKnown()) {
                return;
            }
            step(entry.position(), entry.event(), true);
        }
        moveTo(history.at());
        settleMembers(history);
    }

    private void settleMembers(RoomState history) {
        List<Room.Member> members = membersOf(history.members());
        boolean asTheyAre = lost.awaitUntil(owner.now() + owner.leaseTicks());
        for (ChatUser user : room.reconcile(asTheyAre ? members : lost.membersAfter(members))) {
            user.session().close(ClusterReasons.ROOM_LOST);
        }
        owner.forgetIfUnused(this);
    }

    /** Redis has lost a member of this host and has no place for it any more. */
    void lose(long uniqueId) {
        ChatUser user = room.lose(uniqueId);
        if (user != null) {
            user.session().close(ClusterReasons.ROOM_LOST);
        }
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
        enteredAt = 0;
        isLost = false;
        held.clear();
        lost.clear();
        tail.clear();
    }
}
