package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this host's users have asked for in one room: answered when its event is applied. */
final class OwnRequests {

    private final Resident resident;
    private final Room room;
    private final Residents owner;
    private int entering;

    /** The users who are members again, and have not heard yet what they have missed. */
    private final List<Resumption> comingBack = new ArrayList<>(0);

    OwnRequests(Resident resident, Residents owner) {
        this.resident = resident;
        room = resident.room;
        this.owner = owner;
    }

    /** A user of this host wants to come in. */
    void entering() {
        entering++;
    }

    /** One of those does not come in. */
    void doesNotEnter() {
        entering--;
    }

    boolean areEntering() {
        return entering > 0;
    }

    /**
     * It is this event's turn.
     *
     * @param request that it comes from; null: nobody here waits for it
     * @param isKnown the room shows what it changes already: only the user who waits is told
     */
    void apply(RoomEvent event, @Nullable Request request, boolean isKnown) {
        ChatUser user = request == null ? null : request.waiting();
        if (request == null || user == null) {
            room.apply(event, null);
            return;
        }
        if (event instanceof RoomEvent.Moved) {
            show(user);
        }
        Resumption resumption = request.resumption();
        if (resumption != null) {
            request.accepted();
            request.answered();
            bringBack(event, request, resumption, isKnown);
            return;
        }
        if (!request.hasItsTurn(user)) {
            throw new IllegalStateException(
                    "a chat in room " + room.number() + " has come before an earlier one of its session");
        }
        request.accepted();
        taken(request);
        if (event instanceof RoomEvent.Said) {
            owner.accepted(request);
        }
        try {
            if (isKnown) {
                room.admit(user);
            } else if (request.isLeave() && !room.hasMember(event.uniqueId())) {
                // It left before this host knew the room again, and nobody here has seen it since.
                room.leaveLocally(user);
                room.tellPosition();
            } else {
                room.apply(event, user);
            }
            tellPast(request, user);
        } finally {
            request.ends(user);
        }
        if (request.isEnter()) {
            leaveIfGone(user);
        }
    }

    /** Who comes in by a move is a member. It is not seen here if it has left by an event that Redis has lost: now it is again. */
    private void show(ChatUser user) {
        if (!room.hasMember(user.uniqueId())) {
            room.apply(new RoomEvent.Entered(user.uniqueId(), user.userId()), null);
        }
    }

    /** If its session has ended, a member leaves. If a later one of the same user wants to come in, to Redis it is there already. */
    private void leaveIfGone(ChatUser user) {
        if (user.state() != ChatUser.State.GONE || user.isReplacedIn(room.number())) {
            return;
        }
        Request next = owner.waitingEnter(room, user.uniqueId());
        if (next != null) {
            admit(next);
        } else {
            owner.proposeLeft(room, user.uniqueId());
        }
    }

    private void bringBack(RoomEvent event, Request request, Resumption resumption, boolean isKnown) {
        try {
            if (!isKnown) {
                room.apply(event, null);
            }
        } catch (RuntimeException defect) {
            notReplayed(resumption);
            throw defect;
        }
        if (event instanceof RoomEvent.Moved && !owner.isThisHost(request.movedFrom())) {
            owner.counters().movedHere();
        }
        comingBack.add(resumption);
        owner.replay(resident, resumption);
    }

    /** Another host has fetched a member. One that is on its way back here does not get there. */
    void movedElsewhere(long uniqueId) {
        comingBack.stream().filter(each -> each.user.uniqueId() == uniqueId).forEach(Resumption::isFetchedAway);
    }

    private void tellPast(Request request, ChatUser newcomer) {
        EntryPast past = request.past();
        if (past != null) {
            past.entered(newcomer);
            past.tellWhenReady(room, true);
        }
    }

    /** The entry is older than what this host knows of the room: it comes by no feed. */
    void admit(Request request) {
        ChatUser user = request.waiting();
        Resumption resumption = request.resumption();
        if (user != null && resumption != null) {
            admit(request, user, resumption);
        } else if (owner.takeWaiting(request.tag) != null && user != null) {
            taken(request);
            room.admit(user);
            user.session().resume();
            leaveIfGone(user);
            owner.forgetIfUnused(resident);
        }
    }

    /**
     * A user comes back who is a member of this host already, so no event says up to where it has missed something. What its session
     * before had under way may be in the stream, and not have come here: a move within this host comes behind all of that.
     */
    private void admit(Request request, ChatUser user, Resumption resumption) {
        if (user.state() == ChatUser.State.GONE) {
            owner.takeWaiting(request.tag);
            request.answered();
            notReplayed(resumption);
        } else {
            owner.moveWithinHost(request, user);
        }
    }

    /** What a user has missed who comes back was read, perhaps not all of it. */
    void replayed(Resumption resumption, ReadRoom missed) {
        if (!resumption.isPossible(room)) {
            notReplayed(resumption);
        } else if (resumption.read(missed, resident)) {
            ends(resumption);
        } else {
            owner.replay(resident, resumption);
        }
    }

    /** Nobody could tell in time whether the history has all again that was accepted. */
    void notProved(Resumption resumption) {
        if (!resumption.isPossible(room)) {
            notReplayed(resumption);
        } else {
            resumption.notProved(room);
            ends(resumption);
        }
    }

    /** The user is a member whose session hears nothing: it leaves, unless it goes on here on another session. */
    void notReplayed(Resumption resumption) {
        ends(resumption);
        ChatUser user = resumption.user;
        if (user.state() == ChatUser.State.GONE) {
            resumption.isGone();
        } else {
            resumption.fail();
        }
        if (!user.isReplacedIn(room.number())) {
            owner.leaveOrLeaveToNext(room, user.uniqueId());
        }
        owner.forgetIfUnused(resident);
    }

    private void ends(Resumption resumption) {
        comingBack.remove(resumption);
        entering--;
    }

    private void taken(Request request) {
        request.answered();
        if (request.isEnter()) {
            entering--;
        }
    }
}
