package io.onesend.host.chat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.host.chat.ChatInput.Event;
import io.onesend.host.chat.NetworkWait.ChatEndedException;
import io.onesend.host.chat.TypedText.Entry;
import io.onesend.host.console.BoundedLines.Read;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.SafeText;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Transport;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One run of the chat client: connect, log in, then a request for each line, the next one when it is answered. At a terminal a
 * lost connection is made again; in a pipe the chat ends, because a script knows better what to do.
 */
public final class TerminalChat {

    /** Below any sensible idle time-out of a server. */
    private static final Duration PING_AFTER_SILENCE = Duration.ofSeconds(20);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm ");

    private final ChatTerminal terminal;
    private final ChatTarget target;
    private final ChatInput input = new ChatInput();
    private final NetworkWait waiting = new NetworkWait();
    private final Roster roster = new Roster();
    private final RoomView view;
    private final Conversation conversation;
    private final Reconnecting reconnecting = new Reconnecting(RandomGenerator.getDefault(), System::nanoTime);
    private @Nullable ChatLink link;

    /** The last message about an attempt to reconnect, which is not repeated. */
    private String saidOfAttempt = "";

    private volatile boolean screenGone;

    public TerminalChat(ChatTerminal terminal, ChatTarget target) {
        this.terminal = terminal;
        this.target = target;
        view = new RoomView(this::printOfRoom, roster, terminal.keepsTyped() ? target.userId() : null);
        conversation = new Conversation(this::print, roster, waiting);
        terminal.complete(roster::names);
        terminal.onEndAsked(this::stop);
    }

    /** The server has answered a login, and the answer was no. */
    private static final class LoginRefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Whether the same login may be granted later. */
        private final boolean passing;

        LoginRefusedException(ResultCode result) {
            super("the login is refused: " + ResultText.of(result), null, false, false);
            passing = switch (result) {
                // After a silent loss the server holds the old connection for a while.
                case LOGIN_USER_ALREADY, LOGIN_USER_USED_ALL_OBJ, LOGIN_BACKEND_UNAVAILABLE, LOGIN_TOO_MANY_ATTEMPTS ->
                    true;
                default -> false;
            };
        }
    }

    /**
     * Chats until the lines end, {@code /quit}, or a signal; returns the exit status.
     *
     * @throws CommandFailedException if the chat cannot go on; its message says why
     */
    public int run() {
        NetworkConfig config = NetworkConfig.builder()
                .transport(Transport.NIO)
                .ioThreads(1)
                .idleTimeout(ChatLink.SILENCE)
                .build();
        try (LogicLoop loop = LogicLoop.start("chat-client");
                NetworkClient network = NetworkClient.start(config, loop)) {
            connect(network, target.room());
            input.startReading(terminal);
            converse(network);
            conversation.leaveAtEnd();
        } catch (ConnectionLostException | LoginRefusedException failed) {
            throw new CommandFailedException(String.valueOf(failed.getMessage()));
        } catch (ChatEndedException asked) {
            if (screenGone) {
                throw new CommandFailedException("nothing more can be written to standard output: the chat ends");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return terminal.isInteractive() || !conversation.hasRefusals()
                ? ExitStatus.STOPPED_AS_ASKED
                : ExitStatus.FAILED;
    }

    @AnyThread
    private void stop() {
        waiting.end();
        input.tell(new Event.Stop());
    }

    private void converse(NetworkClient network)
            throws ConnectionLostException, LoginRefusedException, ChatEndedException, InterruptedException {
        while (true) {
            Event event = input.next(link == null ? reconnecting.left() : PING_AFTER_SILENCE);
            if (event instanceof Event.Stop) {
                throw new ChatEndedException();
            } else if (event instanceof Event.Lost lost) {
                lose(lost);
            } else if (event instanceof Event.Typed typed) {
                if (!take(typed.read())) {
                    return;
                }
            } else if (link == null) {
                reconnect(network);
            } else {
                link.ping();
            }
        }
    }

    private void connect(NetworkClient network, @Nullable Integer room)
            throws ConnectionLostException, LoginRefusedException, ChatEndedException, InterruptedException {
        ChatLink opened = ChatLink.open(network, target, view, input, waiting);
        ResultCode login = opened.login(target);
        if (login != ResultCode.NONE) {
            opened.close();
            throw new LoginRefusedException(login);
        }
        link = opened;
        reconnecting.connected();
        saidOfAttempt = "";
        showPrompt();
        print("* logged in as " + SafeText.escape(target.userId()));
        try {
            conversation.resume(opened, room);
        } catch (ConnectionLostException lost) {
            // The input reports it next.
            conversation.suspend();
        }
        showPrompt();
    }

    private void lose(Event.Lost lost) throws ConnectionLostException {
        if (link == null || !link.isMeantBy(lost)) {
            return;
        }
        link = null;
        conversation.suspend();
        String what = "the connection is lost: " + lost.why();
        if (!terminal.isInteractive()) {
            throw new ConnectionLostException(what);
        }
        reconnecting.lost();
        showPrompt();
        print("* " + what + "; reconnecting");
    }

    private void reconnect(NetworkClient network)
            throws LoginRefusedException, ChatEndedException, InterruptedException {
        try {
            connect(network, conversation.room());
        } catch (ConnectionLostException failed) {
            failedAgain(failed);
        } catch (LoginRefusedException refused) {
            if (!refused.passing) {
                throw refused;
            }
            failedAgain(refused);
        }
    }

    private void failedAgain(Exception failure) {
        reconnecting.failed();
        String said = String.valueOf(failure.getMessage());
        if (!said.equals(saidOfAttempt)) {
            saidOfAttempt = said;
            print("* " + said + "; trying again");
        }
    }

    /** Handles what was read. False when nothing more is to be done. */
    private boolean take(Read read) throws ChatEndedException, InterruptedException {
        switch (read.kind()) {
            case LINE -> {
                for (Entry entry : TypedText.read(read.text())) {
                    if (!execute(entry)) {
                        return false;
                    }
                }
                return true;
            }
            case TOO_LONG -> {
                execute(new Entry.Refused(
                        "* not sent: more than " + ChatTerminal.MAX_LINE_CHARS + " characters in a line"));
                // A pipe may go on like this for ever.
                return terminal.isInteractive();
            }
            case REST_OF_LONG -> {
                return true;
            }
            case END -> {
                return false;
            }
        }
        throw new IllegalStateException(read.toString());
    }

    private boolean execute(Entry entry) throws ChatEndedException, InterruptedException {
        try {
            return conversation.execute(entry);
        } catch (ConnectionLostException lost) {
            // The input reports it next; until then what is typed is kept.
            conversation.suspend();
            return true;
        } finally {
            showPrompt();
        }
    }

    private void showPrompt() {
        Integer room = conversation.room();
        String where = room == null ? "no room" : "room " + room;
        terminal.prompt("[" + (link == null ? "not connected" : where) + "] ");
    }

    @AnyThread
    private void printOfRoom(String line) {
        print(terminal.isInteractive() ? LocalTime.now(ZoneId.systemDefault()).format(TIME) + line : line);
    }

    @AnyThread
    private void print(String line) {
        if (!terminal.print(line)) {
            screenGone = true;
            stop();
        }
    }
}
