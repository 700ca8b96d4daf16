package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Refusal;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.room.Room;
import io.onesend.chat.user.ChatUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one partition whose users wait for an answer. Each is answered once: when its event comes in the room's order, or
 * with a refusal, or when it has waited too long.
 */
final class WaitingRequests {

    /** By tag, in order of their proposals. */
    private final Map<Long, Request> byTag = new LinkedHashMap<>();

    private final ClusterCounters counters;

    WaitingRequests(ClusterCounters counters) {
        this.counters = counters;
    }

    /** Its user waits from now on. */
    void add(Request request, ChatUser user) {
        request.begins(user);
        byTag.put(request.tag, request);
    }

    /** The request whose event has come, to be answered by the caller; null if nobody waits for it. */
    @Nullable
    Request take(long tag) {
        return byTag.remove(tag);
    }

    int size() {
        return byTag.size();
    }

    /** Redis did not take the event. */
    void refused(Request request, Refusal why) {
        request.withdraw();
        if (why == Refusal.FULL || (why == Refusal.GONE && request.isEnter())) {
            refuse(request, ResultCode.ENTER_ROOM_FULL_USER);
        } else {
            refuse(request, unavailable(request));
        }
    }

    /** It is not known whether Redis has the event, and it will not be asked again. A leave is done here, and still asked for. */
    void giveUp(Request request) {
        if (!request.isLeave()) {
            request.withdraw();
        }
        refuse(request, unavailable(request));
    }

    /**
     * Gives up what has waited since before a tick.
     *
     * @param afterwards gets each request that was given up
     */
    void giveUpBefore(long tick, Consumer<Request> afterwards) {
        while (!byTag.isEmpty()) {
            Request eldest = byTag.values().iterator().next();
            if (eldest.since > tick) {
                return;
            }
            giveUp(eldest);
            afterwards.accept(eldest);
        }
    }

    /** Nobody is to be answered any more: the session has ended, or is being closed. */
    void drop(Request request) {
        byTag.remove(request.tag);
        ChatUser user = request.waiting();
        request.answered();
        if (user != null) {
            request.ends(user);
        }
    }

    /** Its user has gone before it was sent. */
    void gone(Request request) {
        request.withdraw();
        drop(request);
        Resumption resumption = request.resumption();
        if (resumption != null) {
            resumption.isGone();
        }
    }

    /** Those who wait to come into a room. */
    List<Request> entersInto(Room room) {
        return byTag.values().stream()
                .filter(request -> request.isEnter() && request.room.number() == room.number())
                .toList();
    }

    private void refuse(Request request, ResultCode why) {
        byTag.remove(request.tag);
        ChatUser user = request.waiting();
        if (user == null) {
            return;
        }
        request.answered();
        if (request.hasItsTurn(user)) {
            answer(request, user, why);
            request.ends(user);
        } else {
            request.answerInTurn(() -> answer(request, user, why));
        }
    }

    /** Refuses what is not proposed: Redis has been out of reach for the accept time-out already. */
    void refuseAtOnce(Request request, ChatUser user) {
        ResultCode why = unavailable(request);
        if (request.isChat()) {
            user.chatsUnderWay().answer(() -> answer(request, user, why));
        } else {
            answer(request, user, why);
        }
    }

    /** What a request is answered whose room cannot be reached. */
    private static ResultCode unavailable(Request request) {
        if (request.isLeave()) {
            return ResultCode.NONE;
        }
        return request.isEnter() ? ResultCode.ENTER_ROOM_BACKEND_UNAVAILABLE : ResultCode.CHAT_BACKEND_UNAVAILABLE;
    }

    private void answer(Request request, ChatUser user, ResultCode why) {
        if (why != ResultCode.NONE) {
            counters.refused(why);
        }
        Resumption resumption = request.resumption();
        if (user.state() == ChatUser.State.GONE) {
            if (resumption != null) {
                resumption.isGone();
            }
        } else if (resumption != null) {
            resumption.refused(why);
        } else if (request.isEnter()) {
            request.room.refuseEntry(user, why);
        } else if (request.isLeave()) {
            request.room.leaveLocally(user);
        } else {
            request.room.refuseChat(user, why);
        }
    }
}
