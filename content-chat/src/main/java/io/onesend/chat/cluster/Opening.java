package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Opened;
import io.onesend.network.DisconnectReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a partition: Redis tells which batch of this host it has and where the feeds are; rooms that may have missed something are
 * read; then the partition is live.
 */
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final ClusterContext context;
    private final Partition partition;
    private final OpeningParts parts;

    /** One more each time: what an older opening has under way, Redis refuses. */
    private int number;

    private boolean isWaiting;

    /** The opening that Redis knows this host by. */
    private long since;

    /** Redis has known this host, since it last lost its place. */
    private boolean wasKnown;

    Opening(ClusterContext context, Partition partition, OpeningParts parts) {
        this.context = context;
        this.partition = partition;
        this.parts = parts;
    }

    int number() {
        return number;
    }

    void start() {
        parts.catchUp().cancel();
        isWaiting = true;
        int thisNumber = ++number;
        FunctionCall call = Functions.open(partition.keys(), context.hid(), thisNumber);
        partition.call(call, ReplyReader::opened, new Answer<>() {
            @Override
            public void answered(Opened opened) {
                if (isWaiting && thisNumber == number) {
                    Opening.this.answered(opened);
                }
            }

            @Override
            public void failed(PortFailure why, String words) {
                if (isWaiting && thisNumber == number) {
                    partition.hold(words);
                }
            }
        });
    }

    /** The partition is held: an answer that comes now is of no use. */
    void stop() {
        isWaiting = false;
    }

    private void answered(Opened opened) {
        switch (opened.status()) {
            case STALE -> partition.hold("Redis has seen a later opening of this host");
            case FENCED -> {
                losePlace(ClusterReasons.LEASE_LOST);
                partition.hold("the other hosts held this one for dead");
                parts.reaper().reap(context.hid(), Lease.DEAD, gone -> {});
            }
            case NEW, KNOWN -> {
                if (opened.since() != since) {
                    parts.history().mayChange();
                    // Also if it is known again: it may have been new in between, and the answer that said so was lost.
                    boolean goesOn = parts.feeds().areBehind(opened.feeds());
                    losePlace(goesOn ? ClusterReasons.LEASE_LOST : ClusterReasons.ROOM_LOST);
                    boolean wasForgotten = since != 0;
                    boolean isAnotherLife = wasForgotten && parts.feeds().areNew(opened.feeds());
                    since = opened.since();
                    if (wasForgotten) {
                        context.wasForgotten();
                    }
                    if (isAnotherLife && !partition.hasLinkOfThisLife()) {
                        listenAnew();
                        return;
                    }
                }
                catchUp(opened);
            }
        }
    }

    /**
     * On this link messages of Redis's life before may still be on their way. The first one ever published follows on nothing, as
     * the first one of this life does, and would be taken for it. One new link is enough for all its partitions.
     */
    private void listenAnew() {
        partition.hold("Redis is empty");
        context.listensAnew();
        context.port().reconnect(partition.number());
    }

    /** This host's users are not in these rooms any more, as all others see it. */
    private void losePlace(DisconnectReason why) {
        if (!wasKnown) {
            return;
        }
        wasKnown = false;
        context.counters().fenced();
        LOG.warn(
                "partition {}: {}, so the users in {} rooms are closed",
                partition.number(),
                why,
                parts.residents().size());
        parts.residents().closeAll(why);
        parts.sender().fenced(why.equals(ClusterReasons.ROOM_LOST));
    }

    private void catchUp(Opened opened) {
        wasKnown = true;
        isWaiting = false;
        parts.history().opened(opened.beats());
        parts.residents().missedSomething(parts.feeds().moveTo(opened.feeds()));
        parts.catchUp().start(parts.residents().all(), () -> partition.live(opened.lastBatch()));
    }
}
