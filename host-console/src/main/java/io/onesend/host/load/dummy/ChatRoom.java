package io.onesend.host.load.dummy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room of this run: its members' numbers follow each other, and the first of them are those who speak. */
final class ChatRoom {

    /** The voice of those who only listen. */
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

    /** How many speak at most. */
    int senders() {
        return senders;
    }

    /** Gives the next member its voice. */
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

    /** The speaker of this number; null if there is none. */
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

    /** Members who are in the room now: who is to hear what is said. */
    int present() {
        return present;
    }
}
