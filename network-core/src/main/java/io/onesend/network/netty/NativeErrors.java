package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.io.FileNotFoundException;
import java.util.regex.Pattern;

/** Words the failures of sockets. Netty puts the call and the error's number in front of the system's words. */
@AnyThread
final class NativeErrors {

    private static final Pattern CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    private NativeErrors() {}

    /** {@return why the system refused, in its own words} */
    static String inWords(Throwable failure) {
        String message = failure.getMessage();
        // What Netty throws if a Unix domain socket has no file.
        if (message == null && failure instanceof FileNotFoundException) {
            return "No such file or directory";
        }
        return message == null
                ? "the system gave no reason"
                : CALL.matcher(message).replaceFirst("");
    }
}
