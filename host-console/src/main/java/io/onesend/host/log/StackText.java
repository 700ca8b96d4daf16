package io.onesend.host.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stack of a failure as text, in the form of {@link Throwable#printStackTrace()}. Written anew because the message of a
 * failure may hold what a peer has sent, line breaks included.
 */
final class StackText {

    private static final StackTraceElement[] NOTHING = {};

    private final StringBuilder text;
    private final Set<Throwable> shown = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackText(StringBuilder text) {
        this.text = text;
    }

    static void append(StringBuilder text, Throwable failure) {
        new StackText(text).append("", "", failure, NOTHING);
    }

    private void append(String indent, String caption, @Nullable Throwable failure, StackTraceElement[] enclosing) {
        if (failure == null) {
            return;
        }
        text.append(indent).append(caption);
        SafeLine.append(text, failure.toString());
        if (!shown.add(failure)) {
            text.append(" (shown above)\n");
            return;
        }
        text.append('\n');
        StackTraceElement[] frames = failure.getStackTrace();
        int inCommon = framesInCommon(frames, enclosing);
        for (int i = 0; i < frames.length - inCommon; i++) {
            text.append(indent).append("\tat ").append(frames[i]).append('\n');
        }
        if (inCommon > 0) {
            text.append(indent).append("\t... ").append(inCommon).append(" more\n");
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            append(indent + "\t", "Suppressed: ", suppressed, frames);
        }
        append(indent, "Caused by: ", failure.getCause(), frames);
    }

    private static int framesInCommon(StackTraceElement[] frames, StackTraceElement[] enclosing) {
        int count = 0;
        while (count < frames.length
                && count < enclosing.length
                && frames[frames.length - 1 - count].equals(enclosing[enclosing.length - 1 - count])) {
            count++;
        }
        return count;
    }
}
