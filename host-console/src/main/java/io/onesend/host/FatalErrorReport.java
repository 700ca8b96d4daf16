package io.onesend.host;

import java.io.PrintStream;

/** Reports an error that ends the process. It is written directly, because the log may be what fails. */
final class FatalErrorReport {

    private FatalErrorReport() {}

    /** Prints what happened and where in one line, and the stack trace unless memory ran out: then any thread may be hit. */
    static void print(Throwable fatal, PrintStream err) {
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
