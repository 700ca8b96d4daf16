package io.onesend.host.chat;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.ResultCode;
import io.onesend.host.chat.NetworkWait.ChatEndedException;
import io.onesend.host.chat.TypedText.Entry;
import io.onesend.host.text.SafeText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out what was typed. Without a connection, messages are kept, up to a bound, until there is one. The chat's thread. */
final class Conversation {

    static final int KEPT_MESSAGES = 1_000;

    /** How long a message refused as too soon waits before it is sent again, and how often that happens. */
    private static final Duration RATE_PAUSE = Duration.ofMillis(250);

    private static final int RATE_ATTEMPTS = 120;

    private static final String NOT_CONNECTED = "* not connected";

    private final Consumer<String> screen;
    private final Roster roster;
    private final OwnMessages own;
    private final NetworkWait waiting;
    private final Deque<String> unsent = new ArrayDeque<>();
    private final Map<Integer, String> triedRooms = new TreeMap<>();
    private @Nullable ChatLink link;
    private @Nullable Integer room;
    private boolean refused;

    /** The message whose answer was lost with its connection; null: none. */
    private @Nullable String unanswered;

    Conversation(Consumer<String> screen, Roster roster, OwnMessages own, NetworkWait waiting) {
        this.screen = screen;
        this.roster = roster;
        this.own = own;
        this.waiting = waiting;
    }

    /** The room to be in: it is entered again after a loss. */
    @Nullable
    Integer room() {
        return room;
    }

    /** Whether anything that was asked for was not done. */
    boolean hasRefusals() {
        return refused;
    }

    /** Continues on this connection, which is logged in: enters the room, and sends what was kept. */
    void resume(ChatLink newLink, @Nullable Integer wantedRoom)
            throws ConnectionLostException, ChatEndedException, InterruptedException {
        link = newLink;
        giveUpUnanswered();
        roster.clear();
        // Stays wanted if this connection ends before the answer comes.
        room = wantedRoom;
        if (wantedRoom != null && !enter(newLink, wantedRoom)) {
            room = null;
        }
        sendKept(newLink);
    }

    /** Goes on with the session on this connection: sends what was kept. */
    void goOn(ChatLink newLink, ResultCode how)
            throws ConnectionLostException, ChatEndedException, InterruptedException {
        link = newLink;
        if (how == ResultCode.RESUME_ROOM_FULL) {
            room = null;
        }
        String message = unanswered;
        if (message != null && how == ResultCode.NONE) {
            switch (own.ofUnanswered()) {
                case SAID -> unanswered = null;
                case NOT_SAID -> {
                    // It has not reached the room, and never will: it is the first to be sent now.
                    unanswered = null;
                    unsent.addFirst(message);
                }
                case UNKNOWN -> giveUpUnanswered();
            }
        } else {
            giveUpUnanswered();
        }
        sendKept(newLink);
    }

    /** The connection is gone. Who is in the room is kept, because a session that is resumed goes on from there. */
    void suspend() {
        link = null;
    }

    /** Says that nobody will ever know what became of the message without an answer. */
    void giveUpUnanswered() {
        if (unanswered != null) {
            refuse("* perhaps not sent: " + SafeText.escape(unanswered));
            unanswered = null;
        }
    }

    /** Carries out one entry. False for the command to quit. */
    boolean execute(Entry entry) throws ConnectionLostException, ChatEndedException, InterruptedException {
        if (entry instanceof Entry.Message message) {
            say(message.text());
        } else if (entry instanceof Entry.Refused refusal) {
            refuse(refusal.why());
        } else if (entry instanceof Entry.Remark remark) {
            screen.accept(remark.text());
        } else if (entry instanceof Entry.Command command) {
            return execute(command.command(), command.argument());
        }
        return true;
    }

    /** Leaves the room, if there is one. When this returns, everything said in the room before has been shown. */
    void leaveAtEnd() throws ConnectionLostException, ChatEndedException, InterruptedException {
        giveUpUnanswered();
        if (link != null && room != null) {
            link.leave();
        }
    }

    private boolean execute(SlashCommand command, String argument)
            throws ConnectionLostException, ChatEndedException, InterruptedException {
        switch (command) {
            case ENTER -> enter(argument);
            case LEAVE -> leave();
            case WHO -> screen.accept(room == null ? "* you are in no room" : RoomView.inRoom(roster.names()));
            case ROOMS -> showRooms();
            case HELP -> SlashCommand.helpLines().forEach(screen);
            case QUIT -> {
                return false;
            }
        }
        return true;
    }

    private void enter(String argument) throws ConnectionLostException, ChatEndedException, InterruptedException {
        int number;
        try {
            number = Integer.parseInt(argument);
        } catch (NumberFormatException notANumber) {
            refuse("* /enter needs a room's number");
            return;
        }
        if (link == null) {
            refuse(NOT_CONNECTED);
        } else if (enter(link, number)) {
            room = number;
        }
    }

    /** Enters a room. The view shows the result, in order with the room's messages. */
    private boolean enter(ChatLink current, int number)
            throws ConnectionLostException, ChatEndedException, InterruptedException {
        ResultCode result = current.enter(number);
        if (result != ResultCode.ENTER_ROOM_INVALID_USER_STATUS) {
            triedRooms.put(number, result == ResultCode.NONE ? "entered before" : ResultText.of(result));
        }
        refused |= result != ResultCode.NONE;
        return result == ResultCode.NONE;
    }

    private void leave() throws ConnectionLostException, ChatEndedException, InterruptedException {
        if (link == null) {
            refuse(NOT_CONNECTED);
        } else if (link.leave() == ResultCode.NONE) {
            room = null;
        } else {
            refused = true;
        }
    }

    private void showRooms() {
        triedRooms.forEach((number, state) ->
                screen.accept("* room " + number + ": " + (number.equals(room) ? "you are here" : state)));
        screen.accept("* the server does not list its rooms; /enter N tries one");
    }

    private void say(String text) throws ConnectionLostException, ChatEndedException, InterruptedException {
        List<String> parts = MessageParts.of(text, ChatProtocol.MAX_MESSAGE_BYTES);
        if (unsent.size() + parts.size() > KEPT_MESSAGES) {
            refuse("* not sent, because " + KEPT_MESSAGES + " messages wait already: " + SafeText.escape(text));
            return;
        }
        unsent.addAll(parts);
        if (link == null) {
            screen.accept("* not connected; kept until then: " + SafeText.escape(text));
        } else {
            sendKept(link);
        }
    }

    private void sendKept(ChatLink current) throws ConnectionLostException, ChatEndedException, InterruptedException {
        while (!unsent.isEmpty()) {
            String message = unsent.remove();
            ResultCode result = room == null ? ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER : send(current, message);
            if (result != ResultCode.NONE) {
                String doubt = result == ResultCode.CHAT_BACKEND_UNAVAILABLE ? "* perhaps not sent, " : "* not sent, ";
                refuse(doubt + ResultText.of(result) + ": " + SafeText.escape(message));
            }
        }
    }

    /** Sends a message, and again after a pause if the server refuses it as too soon after others. */
    private ResultCode send(ChatLink current, String message)
            throws ConnectionLostException, ChatEndedException, InterruptedException {
        try {
            ResultCode result = current.say(message);
            for (int again = 0; result == ResultCode.ROOM_TOO_MANY_PACKET && again < RATE_ATTEMPTS; again++) {
                waiting.pause(RATE_PAUSE);
                result = current.say(message);
            }
            own.answered(result);
            return result;
        } catch (ConnectionLostException lost) {
            unanswered = message;
            throw lost;
        }
    }

    private void refuse(String why) {
        refused = true;
        screen.accept(why);
    }
}
