package io.onesend.chat.cluster;

import java.util.ArrayList;
import java.util.List;

/** Events of one room that wait until its members are known, or until its stream has been read. */
final class HeldEvents {

    /** What comes beyond is dropped, and the stream is read for it. */
    static final int MAX_HELD = 4096;

    private final List<FeedMessage.Event> events = new ArrayList<>();
    private boolean isWhole = true;

    void add(FeedMessage.Event event) {
        if (events.size() < MAX_HELD) {
            events.add(event);
        } else {
            isWhole = false;
        }
    }

    /** Whether nothing was dropped. */
    boolean isWhole() {
        return isWhole;
    }

    List<FeedMessage.Event> take() {
        List<FeedMessage.Event> all = List.copyOf(events);
        clear();
        return all;
    }

    void clear() {
        events.clear();
        isWhole = true;
    }
}
