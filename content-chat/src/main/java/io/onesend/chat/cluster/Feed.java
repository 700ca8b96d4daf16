package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.FeedEnd;
import java.util.ArrayList;
import java.util.List;

/** Where this host is in one feed of a partition. Each message has to follow on the last one, by its number and by its stamp. */
final class Feed {

    /** The stamp before the first message. */
    static final String NOTHING = "-";

    final int channel;

    /** Enters that wait until this feed is listened to, so that none of what follows on them is missed. */
    final List<Request> parked = new ArrayList<>();

    private boolean subscribed;
    private long number;
    private String stamp = NOTHING;

    /** The tick at which a resident room last needed it. */
    private long usedAt;

    /** The number that the beat before had seen. */
    private long seenByBeat;

    Feed(int channel) {
        this.channel = channel;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    void subscribed(boolean listened) {
        subscribed = listened;
    }

    long usedAt() {
        return usedAt;
    }

    void usedAt(long tick) {
        usedAt = tick;
    }

    long number() {
        return number;
    }

    boolean isFollowedBy(FeedMessage message) {
        return message.number() == number + 1 && message.before().equals(stamp);
    }

    void heard(FeedMessage message) {
        number = message.number();
        stamp = message.stamp();
    }

    /** Goes to the end that Redis tells. Returns false if this host was elsewhere, and so may have missed something. */
    boolean moveTo(FeedEnd end) {
        boolean same = end.number() == number && end.stamp().equals(stamp);
        number = end.number();
        stamp = end.stamp();
        seenByBeat = end.number();
        return same;
    }

    /** A beat has seen this end. Returns false if this host has not even heard what the beat before had seen: the feed is dead. */
    boolean keepsUpWith(FeedEnd end) {
        boolean keepsUp = number >= seenByBeat;
        seenByBeat = end.number();
        return keepsUp;
    }
}
