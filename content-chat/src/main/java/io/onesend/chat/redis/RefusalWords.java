package io.onesend.chat.redis;

import io.onesend.chat.cluster.PortFailure;
import java.util.Set;

/** Tells from Redis's words what a refusal means for a call. */
final class RefusalWords {

    /** The slot is elsewhere or on its way, or this node may not write now, or it is busy: all of that passes. */
    private static final Set<String> PASSING =
            Set.of("MOVED", "ASK", "TRYAGAIN", "CLUSTERDOWN", "READONLY", "LOADING", "MASTERDOWN", "BUSY");

    private static final String NO_FUNCTION = "ERR Function not found";

    private RefusalWords() {}

    static PortFailure meaning(String words) {
        int end = words.indexOf(' ');
        String code = end < 0 ? words : words.substring(0, end);
        return PASSING.contains(code) || isMissingFunction(words) ? PortFailure.HELD : PortFailure.REFUSED;
    }

    /** The functions are gone: FUNCTION FLUSH, or a primary without the data of the one before. */
    static boolean isMissingFunction(String words) {
        return words.startsWith(NO_FUNCTION);
    }

    /** It was the primary, and is not any more. */
    static boolean isReplica(String words) {
        return words.startsWith("READONLY ");
    }
}
