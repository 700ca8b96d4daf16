package io.onesend.host.command.user;

import io.onesend.chat.login.PasswordHasher;
import io.onesend.host.command.CommandContext;
import io.onesend.host.command.Credential;
import io.onesend.host.command.PasswordPrompt;
import io.onesend.host.config.SystemText;
import io.onesend.host.console.BoundedLines;
import io.onesend.host.console.BoundedLines.Read;
import io.onesend.host.process.CommandFailedException;
import java.io.IOException;

/** A password for an account: typed twice at a terminal, or one line of standard input; never an argument. */
final class NewPassword {

    /** No password is that long: a longer line is a mistake. */
    private static final int MAX_LINE_CHARS = 1_024;

    private NewPassword() {}

    /** Reads it and returns its hash. */
    static String readHash(CommandContext context) throws IOException {
        String password = context.interactive() ? ask(context.text()) : read(context);
        return new PasswordHasher().hash(Credential.checkPassword(password));
    }

    private static String read(CommandContext context) throws IOException {
        Read read = new BoundedLines(context.in(), MAX_LINE_CHARS).next();
        return switch (read.kind()) {
            case LINE -> read.text();
            case TOO_LONG, REST_OF_LONG ->
                throw new CommandFailedException("the password's line has more than " + MAX_LINE_CHARS + " characters");
            case END ->
                throw new CommandFailedException(
                        "a password is expected as a line of standard input, and there is none");
        };
    }

    private static String ask(SystemText text) {
        String password = PasswordPrompt.ask("password: ", text);
        if (!password.equals(PasswordPrompt.ask("again: ", text))) {
            throw new CommandFailedException("the two passwords differ");
        }
        return password;
    }
}
