package io.onesend.load;

import java.util.Locale;

/** What a dummy does during a run. */
public enum Scenario {
    /** Connects and holds the connection. */
    CONNECT,
    /** Connects and closes, again and again. */
    RECONNECT,
    /** Has messages echoed. */
    ECHO,
    /** Connects, logs in and closes, again and again. */
    LOGIN,
    /** Logs in once, then enters a room and leaves it, again and again. */
    ROOM,
    /** Stays in a room and receives its messages; some members send them. */
    CHAT;

    /** The word on the command line and in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean logsIn() {
        return this == LOGIN || this == ROOM || this == CHAT;
    }
}
