package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomGapNotify.Reason;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomBriefing;
import io.onesend.chat.room.RoomReturns.Return;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * One user's way back into its room. Its event, a move or an entry, has to come by the feed first; then what the user has missed up
 * to there is read from the stream, and replayed with all that the room has had meanwhile. It hears the room from then on.
 */
final class Resumption {

    /** Ends a session that could not resume, and whose client may try again with its token. */
    static final DisconnectReason RESUME_FAILED = DisconnectReason.of("resume-failed", Fault.NETWORK);

    final ChatUser user;
    private final Return where;
    private final ClusterContext context;
    private final List<RoomState.Entry> missed = new ArrayList<>();
    private Position readTo;

    /** The room's last event when it was sure that nothing is missing before; 0: it was sure all the time. */
    private long end;

    private boolean hasWaited;

    /** Another host has fetched the member. */
    private boolean isFetchedAway;

    /** The opening of the partition in which no failover can undo the way back any more; 0: none yet. */
    private int safeIn;

    /** Of the past that the client has heard, and of what was read after it. */
    private long chain;

    Resumption(ChatUser user, Return where, ClusterContext context) {
        this.user = user;
        this.where = where;
        this.context = context;
        readTo = new Position(where.offset(), 0);
        chain = where.tag();
    }

    /** The hid of the host that had the session, which may be this one; empty: none has. */
    String host() {
        return where.host();
    }

    /**
     * Whether its user may be a member of this host without a session there until it is back.
     *
     * @param movedFrom the hid of the host that has the member, as far as is known
     */
    boolean mayBeOfThisHost(String movedFrom) {
        return where.host().equals(context.hid()) || movedFrom.equals(context.hid());
    }

    /** From where the stream is to be read on. */
    Position readTo() {
        return readTo;
    }

    /**
     * Redis did the move of a host last to which its user had come before this one. There the member leaves, once that host knows that
     * its user is not there any more.
     */
    void isFetchedAway() {
        isFetchedAway = true;
    }

    /** Whether the way back can still come to its end here. */
    boolean isPossible(Room room) {
        return user.state() != ChatUser.State.GONE && room.hasMember(user.uniqueId()) && !isFetchedAway;
    }

    /** It has to wait until the history is whole. */
    void waitsForWholeHistory() {
        hasWaited = true;
    }

    /** As long as the partition is not opened again, no failover undoes the way back. */
    void isSafeIn(int opening) {
        safeIn = opening;
    }

    boolean wasSafeIn(int opening) {
        return safeIn == opening;
    }

    /** The history may still lack something that comes later. */
    void notProved(Room room) {
        incomplete(room, Reason.UNCERTAIN);
    }

    /**
     * Takes what was read.
     *
     * @return false if the room has gone on meanwhile, or has not come so far here, or shows members by events that are lost for
     *     good: it is to be read again
     */
    boolean read(ReadRoom answer, Resident resident) {
        Room room = resident.room;
        Position at = resident.at();
        RoomState more = answer.state();
        if (hasWaited) {
            hasWaited = false;
            end = more == null ? readTo.offset() : more.at().offset();
        }
        switch (answer.status()) {
            case SAME -> {}
            case MORE -> add(more == null ? List.of() : more.newest(), at);
            case REWRITTEN -> {
                incomplete(room, Reason.REWRITTEN);
                return true;
            }
            case LOST -> {
                incomplete(room, at.offset() > readTo.offset() ? Reason.TRIMMED : Reason.LOST);
                return true;
            }
        }
        if (missed.size() > context.config().resume().maxReplay()) {
            incomplete(room, Reason.TRIMMED);
            return true;
        }
        // This host may also be behind: the client has heard of the room at another one.
        if (readTo.offset() != at.offset() || at.offset() < end) {
            return false;
        }
        // The history is whole, and all of it was applied here: what was lost before is in it, or comes no more. The
        // client is told no list, so it is to have seen what is shown here.
        if (!resident.lostIsOver()) {
            return false;
        }
        // Only this proves what the client has heard before its position: an event of a lost history may have its old
        // offset again.
        if (chain != resident.chain()) {
            incomplete(room, Reason.REWRITTEN);
        } else {
            replay(room);
            resident.returned(user);
        }
        return true;
    }

    /** What the room has not come to yet is heard like everything else. */
    private void add(List<RoomState.Entry> entries, Position end) {
        for (RoomState.Entry entry : entries) {
            if (entry.position().offset() <= end.offset()) {
                missed.add(entry);
                readTo = entry.position();
                chain = Chain.after(chain, readTo.tag());
            }
        }
    }

    private void replay(Room room) {
        answer(new ResumeResponse(ResultCode.NONE, (int) missed.stream()
                .filter(entry -> RoomBriefing.isTold(entry.event()))
                .count()));
        long at = where.tag();
        for (RoomState.Entry entry : missed) {
            at = Chain.after(at, entry.position().tag());
            if (RoomBriefing.isTold(entry.event())) {
                room.briefing().missed(user, entry.event(), entry.position().offset(), at);
            }
        }
        isBack(room);
    }

    private void incomplete(Room room, Reason why) {
        answer(new ResumeResponse(ResultCode.RESUME_INCOMPLETE, 0));
        room.briefing().gap(user, where.offset() + 1, why);
        isBack(room);
    }

    private void isBack(Room room) {
        // Its request is kept for longer, in case that Redis loses it.
        missed.clear();
        room.rejoin(user);
        user.session().resume();
        where.settled().run();
    }

    /** The user is not in its room again. */
    void refused(ResultCode why) {
        if (why == ResultCode.ENTER_ROOM_FULL_USER) {
            answer(ResumeResponse.refusal(ResultCode.RESUME_ROOM_FULL));
            user.session().resume();
            where.settled().run();
        } else {
            fail();
        }
    }

    /** Redis or the member was lost on the way. */
    void fail() {
        answer(ResumeResponse.refusal(ResultCode.LOGIN_BACKEND_UNAVAILABLE));
        user.session().close(RESUME_FAILED);
        where.settled().run();
    }

    /** The user has gone before it was back: the host that had the session is told all the same. */
    void isGone() {
        where.settled().run();
    }

    private void answer(ResumeResponse answer) {
        context.counters().resumed(answer.result());
        user.send(answer);
    }
}
