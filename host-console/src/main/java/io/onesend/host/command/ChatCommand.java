package io.onesend.host.command;

import io.onesend.chat.ChatProtocol;
import io.onesend.host.chat.ChatTarget;
import io.onesend.host.chat.ChatTerminal;
import io.onesend.host.chat.LineTerminal;
import io.onesend.host.chat.PlainTerminal;
import io.onesend.host.chat.TerminalChat;
import io.onesend.host.console.TerminalType;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.text.SafeText;
import io.onesend.network.ClientSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A chat client in a terminal, or at the end of a pipe. */
@Command(
        name = "chat",
        description = {
            "Chats at a terminal, or sends the lines of a pipe.",
            "Each line is a message, except for the commands that /help lists.",
            "When the connection is lost, the chat reconnects at a terminal. In a pipe it ends with exit status 1.",
            "In a pipe the exit status is also 1 if a line was refused."
        },
        mixinStandardHelpOptions = true)
public final class ChatCommand implements Callable<Integer> {

    @Option(names = "--user", paramLabel = "ID", required = true, description = "The user to log in as.")
    private String user = "";

    @Option(
            names = "--password",
            paramLabel = "P",
            description =
                    "The password or token. Without this option it is asked for at a terminal, and empty in a pipe.")
    private @Nullable String password;

    @Option(names = "--room", paramLabel = "N", description = "Enters this room after the login.")
    private @Nullable Integer room;

    @Mixin
    private ReachOptions reach = new ReachOptions();

    private final CommandContext context;

    public ChatCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int port = reach.port();
        ClientSettings settings = reach.settings();
        String userId = Credential.checkId(user);
        String given =
                password == null && context.interactive() ? PasswordPrompt.ask("password: ", context.text()) : password;
        String secret = checkLength(given == null ? "" : Credential.readablePassword(given));
        try (ChatTerminal terminal = open()) {
            return new TerminalChat(terminal, new ChatTarget(reach.host(), port, userId, secret, room, settings)).run();
        }
    }

    /** Checks only the length: a token may be any text that fits. */
    private static String checkLength(String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > ChatProtocol.MAX_NAME_BYTES) {
            throw new CommandFailedException(
                    "a password has at most " + ChatProtocol.MAX_NAME_BYTES + " bytes of UTF-8");
        }
        return password;
    }

    private ChatTerminal open() throws IOException, InterruptedException {
        if (!context.interactive()) {
            return new PlainTerminal(context.in(), context.out(), false);
        }
        String type = context.environment().get("TERM");
        if (TerminalType.isKnown(type)) {
            return LineTerminal.open();
        }
        context.out()
                .println("* lines cannot be edited here: "
                        + (type == null
                                ? "TERM is not set"
                                : "no description of the terminal type " + SafeText.escape(type)));
        return new PlainTerminal(context.in(), context.out(), true);
    }
}
