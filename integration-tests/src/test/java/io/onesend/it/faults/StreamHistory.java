package io.onesend.it.faults;

import io.onesend.chat.checker.PositionTags;
import io.onesend.chat.checker.RewrittenEvent;
import io.onesend.chat.checker.RoomStream;
import java.util.ArrayList;
import java.util.List;

/** Compares the streams that a Redis had at some time with those that it has at the end. */
final class StreamHistory {

    private StreamHistory() {}

    /**
     * All streams there were. One that was trimmed is made whole from what it was before; one that has begun anew since is another
     * life of its room.
     */
    static List<RoomStream> whole(List<RoomStream> before, List<RoomStream> after) {
        List<RoomStream> all = new ArrayList<>();
        for (RoomStream now : after) {
            List<RoomStream> earlier = before.stream()
                    .filter(stream -> stream.room() == now.room())
                    .toList();
            if (!earlier.isEmpty()
                    && !now.entries().isEmpty()
                    && now.entries().get(0).offset() > 1) {
                all.addAll(earlier.subList(0, earlier.size() - 1));
                all.add(joined(earlier.get(earlier.size() - 1), now));
            } else {
                all.addAll(earlier);
                all.add(now);
            }
        }
        return all;
    }

    private static RoomStream joined(RoomStream before, RoomStream now) {
        List<RoomStream.Entry> entries = new ArrayList<>(before.entries());
        long last = entries.get(entries.size() - 1).offset();
        now.entries().stream().filter(entry -> entry.offset() > last).forEach(entries::add);
        return new RoomStream(now.room(), entries);
    }

    /** What a Redis had and then had not any more: from the first offset on that is missing, or another event's now. */
    static List<RewrittenEvent> takenOut(List<RoomStream> before, List<RoomStream> after) {
        List<RewrittenEvent> all = new ArrayList<>();
        for (RoomStream stream : before) {
            RoomStream now = after.stream()
                    .filter(other -> other.room() == stream.room())
                    .findFirst()
                    .orElseThrow();
            int same = 0;
            while (same < stream.entries().size()
                    && same < now.entries().size()
                    && stream.entries().get(same).equals(now.entries().get(same))) {
                same++;
            }
            List<Long> positionTags = PositionTags.of(stream.entries());
            for (int place = same; place < stream.entries().size(); place++) {
                all.add(new RewrittenEvent(stream.entries().get(place), same + 1L, positionTags.get(place)));
            }
        }
        return all;
    }
}
