package io.onesend.network;

import java.util.Comparator;
import java.util.Locale;

/** Which sessions come first in a {@link SessionPage}. Those that are equal come in the order of their numbers. */
public enum SessionOrder {
    /** The oldest first. */
    AGE,
    /** Most bytes waiting to be written first. */
    QUEUED,
    /** Whose send queue has not been empty for longest first. */
    BEHIND,
    /** Most packets received first. */
    PACKETS_IN,
    /** Most packets written first. */
    PACKETS_OUT,
    /** Most bytes received first. */
    BYTES_IN,
    /** Most bytes written first. */
    BYTES_OUT,
    /** Whose peer has been silent for longest first. */
    SILENCE;

    /** {@return as commands and addresses of pages name it: lower case, with dashes} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the order compares: the largest comes first. */
    private long keyOf(SessionInfo info) {
        return switch (this) {
            case AGE -> -info.id();
            case QUEUED -> info.queuedBytes();
            case BEHIND -> info.behind().toNanos();
            case PACKETS_IN -> info.packetsIn();
            case PACKETS_OUT -> info.packetsOut();
            case BYTES_IN -> info.bytesIn();
            case BYTES_OUT -> info.bytesOut();
            case SILENCE -> -info.lastRead().toEpochMilli();
        };
    }

    SessionQuery.Cursor cursorOf(SessionInfo info) {
        return new SessionQuery.Cursor(keyOf(info), info.id());
    }

    Comparator<SessionInfo> comparator() {
        return Comparator.comparingLong(this::keyOf).reversed().thenComparingLong(SessionInfo::id);
    }

    boolean isBehind(SessionInfo info, SessionQuery.Cursor cursor) {
        long own = keyOf(info);
        return own < cursor.key() || (own == cursor.key() && info.id() > cursor.id());
    }
}
