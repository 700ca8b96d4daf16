package io.onesend.chat.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says in a few words why Redis did not do what it was asked: in Redis's own, where it gave any. */
final class RedisFailure {

    /** The JDK and the libraries put the names of their classes in front of what they say. */
    private static final String CLASS_NAME = "^([a-z]\\w*\\.)+[A-Z]\\w*(Exception|Error): ";

    private static final String CLASS_ALONE = "([a-z]\\w*\\.)+[A-Z][\\w$]*";

    private static final String LATE = "no answer in time";
    private static final String HUNG_UP = "it hung up";

    private RedisFailure() {}

    /** Whether Redis was reached and has refused; anything else is a matter of the connection. */
    static boolean isRefusal(Throwable failure) {
        return refusal(failure) != null;
    }

    /** Whether time was up, with nothing else known against Redis. */
    static boolean isLate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException
                    || cause instanceof RedisCommandTimeoutException
                    || (cause instanceof ConnectException && inWords(cause).contains("timed out"))) {
                return true;
            }
        }
        return false;
    }

    /** Adds a hint if only one side uses TLS: the other side does not report that. */
    static String ofConnecting(Throwable failure, String uri) {
        String words = inWords(failure);
        boolean tls = uri.startsWith("rediss:");
        if (tls && (words.contains("timed out") || words.equals(LATE))) {
            return words + "; a port without TLS does that, and wants redis://";
        }
        if (!tls && words.equals(HUNG_UP)) {
            return words + "; a port with TLS does that, and wants rediss://";
        }
        return words;
    }

    static String inWords(Throwable failure) {
        Throwable refusal = refusal(failure);
        if (refusal != null) {
            return String.valueOf(refusal.getMessage());
        }
        Throwable innermost = failure;
        String words = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "its host name is unknown";
            }
            innermost = cause;
            words = cause.getMessage() == null ? words : cause.getMessage();
        }
        return innermost instanceof TimeoutException && innermost.getMessage() == null
                ? LATE
                : inWords(words.replaceFirst(CLASS_NAME, ""));
    }

    private static String inWords(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("connection refused")) {
            return "connection refused";
        }
        if (lower.startsWith("not an ssl/tls record")) {
            return "it answers without TLS; redis:// is without TLS too";
        }
        if (lower.contains("connection closed prematurely")
                || lower.contains("connection reset")
                || lower.endsWith("closedchannelexception")) {
            return HUNG_UP;
        }
        if (lower.startsWith("currently not connected")) {
            return "not connected";
        }
        return words.isEmpty() || words.matches(CLASS_ALONE) ? "no reason was given" : words;
    }

    private static @Nullable Throwable refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisCommandExecutionException) {
                return cause;
            }
        }
        return null;
    }
}
