package io.onesend.chat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserClaims;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** Claims that are answered when the test says so. */
final class HeldClaims implements UserClaims {

    /** A user id with the number of the login that wants it or gives it back. */
    record Id(String userId, long uniqueId) {}

    private record Asked(Id id, Consumer<ResultCode> answer) {}

    /** A user who comes back with a token. */
    record Back(Id id, String token, Consumer<TakenOver> answer) {}

    private final Queue<Back> back = new ArrayDeque<>();
    private final Queue<Asked> asked = new ArrayDeque<>();
    private final List<Id> released = new ArrayList<>();

    @Override
    public void claim(ChatUser user, String userId, long uniqueId, Consumer<ResultCode> answer) {
        asked.add(new Asked(new Id(userId, uniqueId), answer));
    }

    @Override
    public void takeOver(ChatUser user, String userId, String token, long uniqueId, Consumer<TakenOver> answer) {
        back.add(new Back(new Id(userId, uniqueId), token, answer));
    }

    @Override
    public void resumeRefused(ResultCode why) {
        // These tests do not count.
    }

    @Override
    public void release(String userId, long uniqueId) {
        released.add(new Id(userId, uniqueId));
    }

    int waiting() {
        return asked.size();
    }

    /** Answers the oldest claim and says whose it was. */
    Id answer(ResultCode result) {
        Asked oldest = asked.remove();
        oldest.answer().accept(result);
        return oldest.id();
    }

    /** The oldest user who wants to come back. */
    Back back() {
        return back.remove();
    }

    List<Id> released() {
        return released;
    }
}
