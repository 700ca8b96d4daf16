package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ReadRoom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the streams of rooms of which the feed may have missed something; one call at a time, for up to 64 rooms. */
final class CatchUp {

    static final int MAX_ROOMS = 64;

    private final ClusterContext context;
    private final Partition partition;
    private final ArrayDeque<Resident> behind = new ArrayDeque<>();
    private @Nullable Runnable whenDone;
    private boolean isReading;

    /** Answers that were asked for before are not of this run. */
    private int run;

    CatchUp(ClusterContext context, Partition partition) {
        this.context = context;
        this.partition = partition;
    }

    /** Reads these rooms; then, once no room is behind any more, does something. */
    void start(Collection<Resident> rooms, Runnable then) {
        cancel();
        behind.addAll(rooms);
        whenDone = then;
        readNext();
    }

    void add(Resident resident) {
        behind.add(resident);
        if (!isReading) {
            readNext();
        }
    }

    /** The link is gone, or is about to be opened anew: then all is read that has to be. */
    void cancel() {
        run++;
        behind.clear();
        whenDone = null;
        isReading = false;
    }

    private void readNext() {
        List<Resident> rooms = new ArrayList<>();
        Map<Integer, Position> positions = new LinkedHashMap<>();
        while (!behind.isEmpty() && rooms.size() < MAX_ROOMS) {
            Resident next = behind.remove();
            Position from = next.readFrom();
            if (from != null && positions.putIfAbsent(next.room.number(), from) == null) {
                rooms.add(next);
            }
        }
        if (rooms.isEmpty()) {
            Runnable then = whenDone;
            whenDone = null;
            if (then != null) {
                then.run();
            }
            return;
        }
        isReading = true;
        int thisRun = run;
        partition.call(Functions.read(partition.keys(), positions), ReplyReader::read, new Answer<>() {
            @Override
            public void answered(List<ReadRoom> answers) {
                if (thisRun == run) {
                    read(rooms, answers);
                }
            }

            @Override
            public void failed(PortFailure why, String words) {
                if (thisRun == run) {
                    partition.hold(words);
                }
            }
        });
    }

    private void read(List<Resident> rooms, List<ReadRoom> answers) {
        int thisRun = run;
        context.broughtOwn();
        for (int i = 0; i < rooms.size() && thisRun == run; i++) {
            ReadRoom answer = answers.get(i);
            context.counters().read(answer.status());
            if (!rooms.get(i).read(answer)) {
                behind.addFirst(rooms.get(i));
            }
        }
        if (thisRun == run) {
            isReading = false;
            readNext();
        }
    }
}
