package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.util.regex.Pattern;

/** Words the failures of sockets. Netty puts the call and the error's number in front of the system's words. */
@AnyThread
final class NativeErrors {

    private static final Pattern CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    private NativeErrors() {}

    /** {@return why the system refused, in its own words} */
    static String inWords(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? "the system gave no reason"
                : CALL.matcher(message).replaceFirst("");
    }
}
