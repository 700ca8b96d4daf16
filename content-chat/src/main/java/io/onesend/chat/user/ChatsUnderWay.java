package io.onesend.chat.user;

import io.onesend.network.Session;
import io.onesend.network.logic.LogicThread;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The chats of one session that wait for their answers, on a host of a cluster. A client may send further chats meanwhile, up to
 * {@link #MOST}; they are answered in the order in which they came. Whatever else it sends waits until all are answered.
 */
@LogicThread
public final class ChatsUnderWay {

    /** The most chats under way: the session is suspended when it has this number. */
    public static final int MOST = 16;

    /** A suspended session goes on when so few are left, so that its next chats go out together. */
    private static final int FEW = 4;

    /** A chat that waits for its answer. */
    @FunctionalInterface
    public interface Chat {

        /** Called when no chat is before it: sends its answer if that is known already, and returns whether it was. */
        boolean answerIfKnown();
    }

    private final Session session;
    private final ArrayDeque<Chat> chats = new ArrayDeque<>(MOST);
    private final Runnable takeNext = this::takeNext;
    private boolean suspended;
    private @Nullable Runnable next;

    ChatsUnderWay(Session session) {
        this.session = session;
    }

    public boolean isEmpty() {
        assert inLoop();
        return chats.isEmpty();
    }

    /** Whether it is this chat's turn to be answered. */
    @SuppressWarnings("ReferenceEquality") // The same chat, not an equal one.
    public boolean isFirst(Chat chat) {
        assert inLoop();
        return chats.peek() == chat;
    }

    /** One more, behind the others. */
    public void add(Chat chat) {
        assert inLoop();
        chats.add(chat);
        if (chats.size() >= MOST) {
            suspend();
        }
    }

    /** Answers a chat that is not under way: at once, or behind those that are. */
    public void answer(Runnable answer) {
        assert inLoop();
        if (chats.isEmpty()) {
            answer.run();
        } else {
            add(() -> {
                answer.run();
                return true;
            });
        }
    }

    /** A chat has been answered, or never will be. */
    public void done(Chat chat) {
        assert inLoop();
        chats.removeFirstOccurrence(chat);
        Chat first;
        while ((first = chats.peek()) != null && first.answerIfKnown()) {
            chats.remove();
        }
        if (next != null) {
            if (chats.isEmpty()) {
                // Not now: the caller is in the middle of an event.
                session.logicLoop().atEndOfPass(takeNext);
            }
        } else if (suspended && chats.size() <= FEW) {
            goOn();
        }
    }

    /**
     * Holds the session's next packet back until all chats are answered. What the client sends behind it waits too. Not done if
     * the session ends before.
     *
     * @param packet handles the packet
     */
    public void thenTake(Runnable packet) {
        assert inLoop();
        next = packet;
        suspend();
    }

    private void takeNext() {
        Runnable packet = next;
        next = null;
        goOn();
        if (packet != null && session.isOpen()) {
            packet.run();
        }
    }

    private void suspend() {
        suspended = true;
        session.suspend();
    }

    private void goOn() {
        suspended = false;
        session.resume();
    }

    private boolean inLoop() {
        return session.logicLoop().inLoop();
    }
}
