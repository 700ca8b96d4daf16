package io.onesend.network;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Which sessions come first in a {@link SessionPage}. Those that are equal come in the order of their numbers. */
public enum SessionOrder {
    /** The oldest first. */
    AGE(info -> -info.id()),
    /** Most bytes waiting to be written first. */
    QUEUED(SessionInfo::queuedBytes),
    /** Whose send queue has not been empty for longest first. */
    BEHIND(info -> info.behind().toNanos()),
    /** Most packets received first. */
    PACKETS_IN(SessionInfo::packetsIn),
    /** Most packets written first. */
    PACKETS_OUT(SessionInfo::packetsOut),
    /** Most bytes received first. */
    BYTES_IN(SessionInfo::bytesIn),
    /** Most bytes written first. */
    BYTES_OUT(SessionInfo::bytesOut),
    /** Whose peer has been silent for longest first. */
    SILENCE(info -> -info.lastRead().toEpochMilli());

    private final ToLongFunction<SessionInfo> key;

    SessionOrder(ToLongFunction<SessionInfo> key) {
        this.key = key;
    }

    /** {@return as commands and addresses of pages name it: lower case, with dashes} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    SessionQuery.Cursor cursorOf(SessionInfo info) {
        return new SessionQuery.Cursor(key.applyAsLong(info), info.id());
    }

    Comparator<SessionInfo> comparator() {
        return Comparator.comparingLong(key).reversed().thenComparingLong(SessionInfo::id);
    }

    boolean isBehind(SessionInfo info, SessionQuery.Cursor cursor) {
        long own = key.applyAsLong(info);
        return own < cursor.key() || (own == cursor.key() && info.id() > cursor.id());
    }
}
