package io.onesend.host.chat;

import io.onesend.network.logic.AnyThread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is in the room, in the order of their coming. A leave names the number only, so names are kept by number. */
@AnyThread
final class Roster {

    private final Map<Long, String> namesByNumber = new LinkedHashMap<>();

    synchronized void add(long number, String name) {
        namesByNumber.put(number, name);
    }

    /** Removes this number; returns its name, or null. */
    synchronized @Nullable String remove(long number) {
        return namesByNumber.remove(number);
    }

    synchronized void clear() {
        namesByNumber.clear();
    }

    synchronized List<String> names() {
        return List.copyOf(namesByNumber.values());
    }
}
