package io.onesend.host;

import java.io.PrintStream;

/** What the process says of an error that ends it: written straight out, for the log may be what fails. */
final class LastWords {

    private LastWords() {}

    /** One line of what happened and where. The stack trace too, unless memory ran out: then any thread may be hit. */
    static void say(Throwable fatal, PrintStream err) {
        err.println("ended by " + describe(fatal) + where(fatal));
        if (!(fatal instanceof OutOfMemoryError)) {
            fatal.printStackTrace(err);
        }
    }

    private static String describe(Throwable fatal) {
        String name = fatal.getClass().getSimpleName();
        return fatal.getMessage() == null ? name : name + ": " + fatal.getMessage();
    }

    private static String where(Throwable fatal) {
        StackTraceElement[] trace = fatal.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
