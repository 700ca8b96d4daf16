package io.onesend.chat.cluster;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the messages of one partition's feeds, and gives their events to the resident rooms, as long as each follows on the last. */
final class FeedReader {

    private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);

    private final ClusterContext context;
    private final int partition;
    private final Feeds feeds;
    private final Residents residents;

    /** The stamps of this host's own batches begin with this: only among those are events that somebody here waits for. */
    private final String ownStamps;

    FeedReader(ClusterContext context, int partition, Feeds feeds, Residents residents) {
        this.context = context;
        this.partition = partition;
        this.feeds = feeds;
        this.residents = residents;
        ownStamps = context.hid() + ".";
    }

    /** Returns false if the message does not follow. */
    boolean hear(int channel, byte[] bytes) {
        Feed feed = feeds.find(channel);
        return feed == null || follow(feed, parsed(bytes));
    }

    /** A message that came before Redis told the feed's end: up to that end, its events have been read. */
    boolean hearKept(int channel, byte[] bytes) {
        Feed feed = feeds.find(channel);
        FeedMessage message = parsed(bytes);
        return feed == null || message == null || message.number() <= feed.number() || follow(feed, message);
    }

    private boolean follow(Feed feed, @Nullable FeedMessage message) {
        if (message == null || !feed.isFollowedBy(message)) {
            return false;
        }
        feed.heard(message);
        boolean own = message.stamp().startsWith(ownStamps);
        if (own) {
            context.broughtOwn();
        }
        for (FeedMessage.Event event : message.events()) {
            Resident resident = residents.find(event.room());
            if (resident != null) {
                resident.hear(event, own);
            } else {
                context.counters().skipped();
            }
        }
        return true;
    }

    private @Nullable FeedMessage parsed(byte[] bytes) {
        try {
            return FeedMessage.parse(bytes);
        } catch (IllegalArgumentException strange) {
            LOG.error("partition {}: a message of a feed cannot be read", partition, strange);
            return null;
        }
    }
}
