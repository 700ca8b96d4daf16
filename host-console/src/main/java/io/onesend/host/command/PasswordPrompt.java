package io.onesend.host.command;

import io.onesend.host.config.SystemText;
import java.io.Console;

/** Asks a person for a password, at a terminal, without showing it. */
public final class PasswordPrompt {

    private PasswordPrompt() {}

    /** Asks and returns the password; empty if the terminal ends. The JDK's own method hides it on every kind of terminal. */
    // It may be null: the rule is right for later releases only, and this runs on earlier ones too.
    @SuppressWarnings("SystemConsoleNull")
    public static String ask(String prompt, SystemText text) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        String password = typed == null ? "" : new String(typed);
        // Decoded by the locale.
        text.check("the password", password);
        return password;
    }
}
