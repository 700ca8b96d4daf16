package io.onesend.host.command;

import io.onesend.host.chat.ChatTerminal;
import io.onesend.host.chat.LineTerminal;
import io.onesend.host.chat.PlainTerminal;
import io.onesend.host.chat.TerminalChat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A chat client in a terminal, or at the end of a pipe. */
@Command(
        name = "chat",
        description = {
            "Chats from a terminal, or with the lines of a pipe.",
            "Lines are messages, but for /enter N, /leave, /quit, /help."
        },
        mixinStandardHelpOptions = true)
final class ChatCommand implements Callable<Integer> {

    @Option(names = "--user", paramLabel = "ID", required = true, description = "Who logs in.")
    private String user = "";

    @Option(
            names = "--password",
            paramLabel = "P",
            description = "The password or token. Without it a terminal asks; a pipe gives an empty one.")
    private @Nullable String password;

    @Option(names = "--room", paramLabel = "N", description = "Enters this room after the login.")
    private @Nullable Integer room;

    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1", description = "Default ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(names = "--port", paramLabel = "P", defaultValue = "11021", description = "Default ${DEFAULT-VALUE}.")
    private int port;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final CommandContext context;

    ChatCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (port < 1 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port is 1 to 65535");
        }
        String userId = Credential.checkId(user);
        String given = password == null && context.interactive() ? PasswordPrompt.ask("password: ") : password;
        String secret = given == null ? "" : Credential.readablePassword(given);
        try (ChatTerminal terminal = open()) {
            TerminalChat chat = new TerminalChat(terminal, context.err());
            return chat.run(new InetSocketAddress(host, port), userId, secret, room);
        }
    }

    private ChatTerminal open() throws IOException {
        return context.interactive() ? LineTerminal.open() : new PlainTerminal(context.in(), context.out());
    }
}
