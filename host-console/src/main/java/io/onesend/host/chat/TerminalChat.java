package io.onesend.host.chat;

import io.onesend.chat.Resumed;
import io.onesend.host.chat.ChatInput.Event;
import io.onesend.host.chat.NetworkWait.ChatEndedException;
import io.onesend.host.chat.TypedText.Entry;
import io.onesend.host.console.BoundedLines.Read;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.SafeText;
import io.onesend.network.Logic;
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
    private final ChatLink.Ears ears;
    private final Conversation conversation;
    private final Reconnecting reconnecting = new Reconnecting(RandomGenerator.getDefault(), System::nanoTime);
    private final SignIn signIn;
    private @Nullable ChatLink link;

    /** The host to connect to: where the session was, or is to go. */
    private ChatTarget here;

    /** The last message about an attempt to reconnect, which is not repeated. */
    private String saidOfAttempt = "";

    private volatile boolean screenGone;

    public TerminalChat(ChatTerminal terminal, ChatTarget target) {
        this.terminal = terminal;
        this.target = target;
        here = target;
        signIn = new SignIn(target);
        OwnMessages own = new OwnMessages(target.userId());
        RoomView view = new RoomView(this::printOfRoom, roster, terminal.keepsTyped() ? target.userId() : null);
        ears = new ChatLink.Ears(view, own, input);
        conversation = new Conversation(this::print, roster, own, waiting);
        terminal.complete(roster::names);
        terminal.onEndAsked(this::stop);
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
                NetworkClient network = NetworkClient.start(config, Logic.on(loop), target.settings())) {
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
            } else if (event instanceof Event.Moved moved) {
                move(network, moved);
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
        ChatLink opened = ChatLink.open(network, here, ears, waiting);
        Resumed resumed = signIn.on(opened);
        link = opened;
        reconnecting.connected();
        saidOfAttempt = "";
        showPrompt();
        try {
            if (resumed == null) {
                print("* logged in as " + SafeText.escape(target.userId()));
                conversation.resume(opened, room);
            } else if (room != null && opened.mayEnter(resumed)) {
                conversation.resume(opened, room);
            } else {
                conversation.goOn(opened, resumed.result());
            }
        } catch (ConnectionLostException lost) {
            // The input reports it next.
            conversation.suspend();
        }
        showPrompt();
    }

    private void lose(Event.Lost lost) throws ConnectionLostException {
        if (link == null || !link.isMeantBy(lost.connection())) {
            return;
        }
        leaveLink(link);
        String what = "the connection is lost: " + lost.why();
        if (!terminal.isInteractive()) {
            conversation.giveUpUnanswered();
            throw new ConnectionLostException(what);
        }
        reconnecting.lost();
        showPrompt();
        print("* " + what + "; reconnecting");
    }

    /** Goes on at another host, without a pause. */
    private void move(NetworkClient network, Event.Moved moved)
            throws ConnectionLostException, LoginRefusedException, ChatEndedException, InterruptedException {
        if (link == null || !link.isMeantBy(moved.connection())) {
            return;
        }
        ChatLink old = link;
        leaveLink(old);
        old.close();
        here = moved.host().isEmpty() ? target : target.at(moved.host(), moved.port());
        print("* this server is about to stop; going on at " + SafeText.escape(here.name()));
        if (terminal.isInteractive()) {
            reconnect(network);
        } else {
            connect(network, conversation.room());
        }
    }

    private void leaveLink(ChatLink old) {
        signIn.keep(old.ticket());
        link = null;
        conversation.suspend();
    }

    private void reconnect(NetworkClient network)
            throws LoginRefusedException, ChatEndedException, InterruptedException {
        try {
            connect(network, conversation.room());
        } catch (ConnectionLostException failed) {
            failedAgain(failed);
        } catch (LoginRefusedException refused) {
            if (!refused.isPassing()) {
                throw refused;
            }
            failedAgain(refused);
        }
    }

    private void failedAgain(Exception failure) {
        reconnecting.failed();
        here = target;
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
