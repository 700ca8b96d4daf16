package io.onesend.load.dummy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room of this run. Its members have consecutive numbers, and the first of them are the senders. */
final class ChatRoom {

    /** The sender index of members that only listen. */
    static final int NO_SENDER = -1;

    private final int number;
    private final int maxSenders;
    private final List<ChatDummy> members = new ArrayList<>();
    private final List<ChatDummy> senders = new ArrayList<>();
    private int present;

    ChatRoom(int number, int maxSenders) {
        this.number = number;
        this.maxSenders = maxSenders;
    }

    int number() {
        return number;
    }

    /** How many members send at most. */
    int maxSenders() {
        return maxSenders;
    }

    /** Adds a member; returns its index among the senders, or {@link #NO_SENDER}. */
    int add(ChatDummy member) {
        members.add(member);
        if (senders.size() == maxSenders) {
            return NO_SENDER;
        }
        senders.add(member);
        return senders.size() - 1;
    }

    List<ChatDummy> members() {
        return members;
    }

    List<ChatDummy> senders() {
        return senders;
    }

    /** The sender with this dummy number; null if there is none. */
    @Nullable
    ChatDummy sender(int dummy) {
        int senderIndex = senders.isEmpty() ? -1 : dummy - senders.get(0).number;
        return senderIndex >= 0 && senderIndex < senders.size() ? senders.get(senderIndex) : null;
    }

    void entered() {
        present++;
    }

    void gone() {
        present--;
    }

    /** The number of members in the room now, who should receive what is sent. */
    int present() {
        return present;
    }
}
