package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Functions.Reaping;
import io.onesend.chat.cluster.Replies.ReapStatus;
import io.onesend.chat.cluster.Replies.Reaped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lets the members of dead hosts leave a partition's rooms: one host at a time, a few rooms in each call, until Redis has forgotten
 * the host. Several hosts may do it at once.
 */
final class Reaper {

    private static final int MAX_MEMBERS = 128;

    private final ClusterContext context;
    private final Partition partition;
    private boolean isReaping;

    Reaper(ClusterContext context, Partition partition) {
        this.context = context;
        this.partition = partition;
    }

    /**
     * Begins, unless it is at it already.
     *
     * @param beat the last that was seen of the host; Redis does nothing if there was another since
     * @param then gets whether Redis has forgotten the host now
     */
    void reap(String hid, String beat, Consumer<Boolean> then) {
        if (!isReaping) {
            isReaping = true;
            next(hid, beat, List.of(), then);
        }
    }

    private void next(String hid, String beat, List<Integer> rooms, Consumer<Boolean> then) {
        Map<Integer, Integer> channels = new LinkedHashMap<>();
        rooms.forEach(room -> channels.put(room, context.places().channelOf(room)));
        List<Long> tags = Stream.generate(context::newTag)
                .limit(rooms.isEmpty() ? 0 : MAX_MEMBERS)
                .toList();
        Reaping reaping = new Reaping(hid, beat, channels, tags);
        partition.call(
                Functions.reap(partition.keys(), context.limits(), reaping), ReplyReader::reaped, new Answer<>() {
                    @Override
                    public void answered(Reaped reaped) {
                        context.counters().reaped(reaped.left());
                        boolean goesOn = reaped.left() > 0 || !reaped.rooms().equals(rooms);
                        if (reaped.status() == ReapStatus.GOING && goesOn) {
                            next(hid, beat, reaped.rooms(), then);
                        } else {
                            isReaping = false;
                            then.accept(reaped.status() == ReapStatus.GONE);
                        }
                    }

                    @Override
                    public void failed(PortFailure why, String words) {
                        isReaping = false;
                        then.accept(false);
                    }
                });
    }
}
