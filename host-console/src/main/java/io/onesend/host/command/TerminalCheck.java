package io.onesend.host.command;

import java.io.Console;

/** Tells whether standard input and output are a terminal. */
final class TerminalCheck {

    private TerminalCheck() {}

    // It may be null: the rule is right for later releases only, and this runs on earlier ones too.
    @SuppressWarnings("SystemConsoleNull")
    static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Java 22 made a console of pipes too, and gave it this method to tell them apart.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException unexpected) {
            return false;
        }
    }
}
