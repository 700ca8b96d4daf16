package io.onesend.host.server;

import io.onesend.host.text.Amounts;
import org.jspecify.annotations.Nullable;

/**
 * A bound of the running server, and how near it is; names are those of the JSON page.
 *
 * @param key of the configuration; null: none sets it
 * @param inBytes false: a number of what the name says
 * @param percent used of the most, rounded down; over 100 if the bound was lowered while more was in use
 */
public record Limit(String name, @Nullable String key, boolean inBytes, long used, long most, long percent) {

    /** From here on people should know of it. The alert for sessions and queued bytes begins at the same share. */
    private static final long NEAR_PERCENT = 90;

    static Limit count(String name, @Nullable String key, long used, long most) {
        return new Limit(name, key, false, used, most, percent(used, most));
    }

    static Limit bytes(String name, String key, long used, long most) {
        return new Limit(name, key, true, used, most, percent(used, most));
    }

    private static long percent(long used, long most) {
        return (long) (used * 100.0 / most);
    }

    boolean isNear() {
        return percent >= NEAR_PERCENT;
    }

    /** For people, such as {@code 3 of 20,000 sessions}. */
    String text() {
        return amount(used) + " of " + amount(most) + " " + name;
    }

    /** For people, such as {@code 95 % of network.max-sessions}. */
    String nearness() {
        return percent + " % of " + (key == null ? "the " + name : key);
    }

    private String amount(long number) {
        return inBytes ? Amounts.bytes(number) : Amounts.number((double) number);
    }
}
