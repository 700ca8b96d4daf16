package io.onesend.host.command;

import java.io.Console;

/** Asks a person for a password, at a terminal, without showing it. */
final class PasswordPrompt {

    private PasswordPrompt() {}

    /** Empty if the terminal ends instead. The JDK's own reading: it hides what is typed on every kind of terminal. */
    // It may be null: the rule speaks of later releases only, and this runs on earlier ones too.
    @SuppressWarnings("SystemConsoleNull")
    static String ask(String prompt) {
        Console console = System.console();
        char[] password = console == null ? null : console.readPassword("%s", prompt);
        return password == null ? "" : new String(password);
    }
}
