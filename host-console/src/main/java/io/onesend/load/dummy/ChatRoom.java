package io.onesend.load.dummy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room of this run. Its members have consecutive numbers, and the first of them are the senders. */
final class ChatRoom {

    /** The sender index of members that only listen. */
    static final int SILENT = -1;

    private final int number;
    private final int senders;
    private final List<ChatDummy> speakers = new ArrayList<>();
    private int firstMember;
    private int members;
    private int present;

    ChatRoom(int number, int senders) {
        this.number = number;
        this.senders = senders;
    }

    int number() {
        return number;
    }

    /** How many members send at most. */
    int senders() {
        return senders;
    }

    /** Adds a member; returns its index among the senders, or {@link #SILENT}. */
    int add(ChatDummy member) {
        if (members++ == 0) {
            firstMember = member.number;
        }
        if (speakers.size() == senders) {
            return SILENT;
        }
        speakers.add(member);
        return speakers.size() - 1;
    }

    List<ChatDummy> speakers() {
        return speakers;
    }

    /** The sender with this dummy number; null if there is none. */
    @Nullable
    ChatDummy speaker(int dummy) {
        int voice = dummy - firstMember;
        return voice >= 0 && voice < speakers.size() ? speakers.get(voice) : null;
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
