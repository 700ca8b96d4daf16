package io.onesend.host.command;

import io.onesend.chat.login.PasswordHasher;
import io.onesend.host.CommandFailedException;
import java.io.IOException;

/** A password for an account: typed twice at a terminal, or one line of standard input; never an argument. */
final class NewPassword {

    private NewPassword() {}

    /** Reads it and returns its hash. */
    static String readHash(CommandContext context) throws IOException {
        String password = context.interactive() ? ask() : context.in().readLine();
        if (password == null) {
            throw new CommandFailedException("a password is expected as a line of standard input, and there is none");
        }
        return new PasswordHasher().hash(Credential.checkPassword(password));
    }

    private static String ask() {
        String password = PasswordPrompt.ask("password: ");
        if (!password.equals(PasswordPrompt.ask("again: "))) {
            throw new CommandFailedException("the two passwords differ");
        }
        return password;
    }
}
