package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.FeedEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of one partition that this host listens to. While the partition is not live, their messages are kept: they are looked at
 * once Redis has told where the feeds were.
 */
final class Feeds {

    /** The first feed is listened to all the time: where there is only one, no enter waits for it. */
    private static final int ALWAYS = 0;

    /** A feed without a resident room is listened to for a minute more. */
    private static final long UNUSED_TICKS = 1200;

    private final ClusterContext context;
    private final int partition;
    private final Map<Integer, Feed> byChannel = new TreeMap<>();
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();

    /** Of messages that wait until the partition is live. */
    private final long maxKeptBytes;

    private long keptBytes;
    private boolean isUp;

    /** Feeds that are not listened to yet. */
    private int missing;

    /** A message and its feed. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Kept(int channel, byte[] message) {}

    Feeds(ClusterContext context, int partition) {
        this.context = context;
        this.partition = partition;
        maxKeptBytes = context.config().feedMaxPendingBytes() / context.places().partitions();
    }

    @Nullable
    Feed find(int channel) {
        return byChannel.get(channel);
    }

    /** Makes a feed that will be listened to. */
    Feed want(int channel) {
        return byChannel.computeIfAbsent(channel, key -> {
            missing++;
            return new Feed(key);
        });
    }

    /** Keeps an enter until its feed is listened to. Returns false if it is: then the enter can be sent. */
    boolean park(Request enter, int channel) {
        boolean isNew = !byChannel.containsKey(channel);
        Feed feed = want(channel);
        feed.usedAt(context.now());
        if (isNew && isUp) {
            context.port().subscribe(partition, channel);
        }
        if (!feed.isSubscribed()) {
            feed.parked.add(enter);
        }
        return !feed.isSubscribed();
    }

    /** The link is up: all feeds are to be listened to. */
    void linkUp() {
        isUp = true;
        byChannel.keySet().forEach(channel -> context.port().subscribe(partition, channel));
    }

    /** A feed is listened to. Returns false if it is not wanted any more. */
    boolean subscribed(int channel) {
        Feed feed = byChannel.get(channel);
        if (feed != null && !feed.isSubscribed()) {
            feed.subscribed(true);
            missing--;
        }
        return feed != null;
    }

    /** Takes the enters that had to wait until their feeds are listened to. */
    List<Request> takeParked() {
        List<Request> all = new ArrayList<>();
        for (Feed feed : byChannel.values()) {
            all.addAll(feed.parked);
            feed.parked.clear();
        }
        return all;
    }

    boolean areListenedTo() {
        return isUp && missing == 0;
    }

    /** Subscriptions end with the link, and what it has brought is worth nothing. */
    void linkLost() {
        isUp = false;
        byChannel.values().forEach(feed -> feed.subscribed(false));
        missing = byChannel.size();
        kept.clear();
        keptBytes = 0;
    }

    /** Goes to the ends that Redis tells, and returns the feeds of which something may have been missed. */
    BitSet moveTo(List<FeedEnd> ends) {
        Map<Integer, FeedEnd> known = byChannel(ends);
        BitSet missed = new BitSet();
        for (Feed feed : byChannel.values()) {
            if (!feed.moveTo(endOf(feed, known))) {
                missed.set(feed.channel);
            }
        }
        return missed;
    }

    /** Whether Redis has gone on from where this host was. If not, it has lost everything, or much. */
    boolean areBehind(List<FeedEnd> ends) {
        Map<Integer, FeedEnd> known = byChannel(ends);
        return byChannel.values().stream()
                .allMatch(feed -> feed.number() <= endOf(feed, known).number());
    }

    /** Whether there is a feed on which nothing has been published yet. */
    boolean areNew(List<FeedEnd> ends) {
        Map<Integer, FeedEnd> known = byChannel(ends);
        return byChannel.values().stream().anyMatch(feed -> endOf(feed, known).number() == 0);
    }

    /** Whether all feeds bring what beats see of them. */
    boolean keepUpWith(List<FeedEnd> ends) {
        Map<Integer, FeedEnd> known = byChannel(ends);
        boolean keepUp = true;
        for (Feed feed : byChannel.values()) {
            keepUp &= !feed.isSubscribed() || feed.keepsUpWith(endOf(feed, known));
        }
        return keepUp;
    }

    private static Map<Integer, FeedEnd> byChannel(List<FeedEnd> ends) {
        Map<Integer, FeedEnd> byChannel = new HashMap<>();
        ends.forEach(end -> byChannel.put(end.channel(), end));
        return byChannel;
    }

    private static FeedEnd endOf(Feed feed, Map<Integer, FeedEnd> ends) {
        FeedEnd end = ends.get(feed.channel);
        return end == null ? new FeedEnd(feed.channel, 0, Feed.NOTHING) : end;
    }

    /** Returns false if there is no more room: the link has to be opened anew. */
    boolean keep(int channel, byte[] message) {
        keptBytes += message.length;
        kept.add(new Kept(channel, message));
        return keptBytes <= maxKeptBytes;
    }

    long keptBytes() {
        return keptBytes;
    }

    /** Takes what was kept, in order. */
    List<Kept> takeKept() {
        List<Kept> all = List.copyOf(kept);
        kept.clear();
        keptBytes = 0;
        return all;
    }

    /** Stops to listen to feeds that no resident room has needed for a minute. */
    void dropUnused(Residents residents) {
        BitSet used = residents.channels();
        for (Feed feed : List.copyOf(byChannel.values())) {
            if (feed.channel == ALWAYS || used.get(feed.channel)) {
                feed.usedAt(context.now());
            } else if (context.now() - feed.usedAt() > UNUSED_TICKS) {
                byChannel.remove(feed.channel);
                missing -= feed.isSubscribed() ? 0 : 1;
                context.port().unsubscribe(partition, feed.channel);
            }
        }
    }
}
