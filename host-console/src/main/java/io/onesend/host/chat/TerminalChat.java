package io.onesend.host.chat;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ChatProtocol;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.host.ExitStatus;
import io.onesend.host.HostPort;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run of the chat client: connect, log in, then a request for each line, the next one when it is answered. */
public final class TerminalChat {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** Below any sensible idle time-out of a server. */
    private static final Duration PING_AFTER_SILENCE = Duration.ofSeconds(20);

    private static final String HELP = "* lines are messages; /enter N, /leave, /quit, /help";

    private final ChatTerminal terminal;
    private final PrintWriter err;
    private final ChatInput input = new ChatInput();
    private boolean inRoom;

    public TerminalChat(ChatTerminal terminal, PrintWriter err) {
        this.terminal = terminal;
        this.err = err;
    }

    /** The connection ended before the user did. */
    private static final class ConnectionLostException extends Exception {
        private static final long serialVersionUID = 1L;

        ConnectionLostException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Chats until the lines end, {@code /quit}, or the connection is lost; returns the exit status.
     *
     * @param room to enter first; null: none
     */
    public int run(InetSocketAddress address, String userId, String password, @Nullable Integer room) {
        NetworkConfig config = NetworkConfig.defaults()
                .withTransport(Transport.NIO, 1)
                .withTimeouts(Duration.ZERO, Duration.ofSeconds(5));
        try (LogicLoop loop = LogicLoop.start("chat-client");
                NetworkClient network = NetworkClient.start(config, loop);
                ChatClient client = connect(network, address)) {
            return chat(client, userId, password, room);
        } catch (ConnectionLostException lost) {
            err.println(lost.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.FAILED;
    }

    private ChatClient connect(NetworkClient network, InetSocketAddress address)
            throws ConnectionLostException, InterruptedException {
        RoomView view = new RoomView(terminal::print);
        ChatClient.Listener listener = new ChatClient.Listener() {
            @Override
            public void onPacket(ServerPacket packet) {
                view.show(packet);
            }

            @Override
            public void onDisconnect(DisconnectReason reason) {
                input.connectionLost(SafeText.escape(reason.toString()));
            }
        };
        return await(
                ChatClient.connect(network, address, CONNECT_WITHIN, listener),
                "cannot connect to " + HostPort.of(address));
    }

    private int chat(ChatClient client, String userId, String password, @Nullable Integer room)
            throws ConnectionLostException, InterruptedException {
        if (password.getBytes(StandardCharsets.UTF_8).length > ChatProtocol.MAX_NAME_BYTES) {
            err.println("a password has at most " + ChatProtocol.MAX_NAME_BYTES + " bytes of UTF-8");
            return ExitStatus.FAILED;
        }
        ResultCode login = answer(client.login(userId, password));
        if (login != ResultCode.NONE) {
            err.println("the login is refused: " + login);
            return ExitStatus.FAILED;
        }
        terminal.print("* logged in as " + SafeText.escape(userId));
        if (room != null) {
            enter(client, room);
        }
        input.startReading(terminal);
        obeyLines(client);
        if (inRoom) {
            // Its answer comes after everything that the room said before: nothing of it is missed.
            answer(client.leave());
        }
        return ExitStatus.STOPPED_AS_ASKED;
    }

    private void obeyLines(ChatClient client) throws ConnectionLostException, InterruptedException {
        while (true) {
            ChatInput.Event event = input.next(PING_AFTER_SILENCE);
            if (event == null) {
                client.send(new Ping((short) 0));
            } else if (event instanceof ChatInput.Event.Lost lost) {
                throw new ConnectionLostException("the connection is lost: " + lost.reason());
            } else if (!(event instanceof ChatInput.Event.Line line) || !obey(client, line.text())) {
                return;
            }
        }
    }

    /** False for the wish to quit. */
    private boolean obey(ChatClient client, String line) throws ConnectionLostException, InterruptedException {
        String[] words = line.strip().split("\\s+", 2);
        switch (words[0]) {
            case "" -> {}
            case "/quit" -> {
                return false;
            }
            case "/help" -> terminal.print(HELP);
            case "/leave" -> leave(client);
            case "/enter" -> enter(client, words.length < 2 ? "" : words[1]);
            default -> say(client, line);
        }
        return true;
    }

    private void enter(ChatClient client, String room) throws ConnectionLostException, InterruptedException {
        try {
            enter(client, Integer.parseInt(room));
        } catch (NumberFormatException notANumber) {
            terminal.print("* /enter needs a room's number");
        }
    }

    private void enter(ChatClient client, int room) throws ConnectionLostException, InterruptedException {
        // What became of it the view tells, in order with what the room says.
        if (answer(client.enter(room)) == ResultCode.NONE) {
            inRoom = true;
        }
    }

    private void leave(ChatClient client) throws ConnectionLostException, InterruptedException {
        if (answer(client.leave()) == ResultCode.NONE) {
            inRoom = false;
        }
    }

    private void say(ChatClient client, String message) throws ConnectionLostException, InterruptedException {
        if (message.getBytes(StandardCharsets.UTF_8).length > ChatProtocol.MAX_MESSAGE_BYTES) {
            terminal.print("* a message has at most " + ChatProtocol.MAX_MESSAGE_BYTES + " bytes of UTF-8");
            return;
        }
        ResultCode result = answer(client.chat(message));
        if (result != ResultCode.NONE) {
            terminal.print("* not sent: " + result);
        }
    }

    private static ResultCode answer(CompletionStage<ResultCode> request)
            throws ConnectionLostException, InterruptedException {
        return await(request, "the connection is lost");
    }

    private static <T> T await(CompletionStage<T> stage, String failure)
            throws ConnectionLostException, InterruptedException {
        try {
            return stage.toCompletableFuture().get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new ConnectionLostException(failure + ": " + reason(failed.getCause()));
        } catch (TimeoutException late) {
            throw new ConnectionLostException(failure + ": no answer within " + ANSWER_WITHIN.toSeconds() + " s");
        }
    }

    private static String reason(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : SafeText.escape(message);
    }
}
