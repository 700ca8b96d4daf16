package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Beaten;
import io.onesend.chat.room.Room;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order of one partition's rooms: sends what this host proposes, in batches, and applies what the feeds bring.
 *
 * <pre>
 * HELD → OPENING → LIVE      HELD: the link is down, or Redis refuses; tried again when it is up, or after a while
 *   ↑________|_______|       OPENING: all feeds are listened to; Redis says where they are, and rooms that missed something are read
 *            ↑_______|       a feed has missed something, or one more is listened to
 * </pre>
 *
 * What the feeds bring while the partition is not live is kept. What is proposed meanwhile waits, until it has waited too long.
 */
final class Partition {

    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);

    /** From a refusal of Redis to the next attempt. */
    private static final long RETRY_TICKS = 4;

    private static final long SECOND = 20;

    private enum State {
        HELD,
        OPENING,
        LIVE
    }

    private final int number;
    private final ClusterContext context;
    private final PartitionKeys keys;
    private final Sender sender;
    private final Feeds feeds;
    private final Proposer proposer;
    private final FeedReader reader;
    private final Residents residents;
    private final CatchUp catchUp;
    private final Opening opening;
    private final WholeHistory history;
    private final Replays replays;
    private final Lease lease;

    private final long acceptTicks;

    private State state = State.HELD;
    private boolean isTouched;

    /** The tick since which it is not live. */
    private long heldSince;

    /** The moments when the link came up, and when the partition became live. */
    private long upAt;

    private long liveAt;

    /** The tick of the next attempt, while it is held and the link is up. */
    private long retryAt;

    Partition(int number, ClusterContext context) {
        this.number = number;
        this.context = context;
        keys = context.keys().partition(number);
        WaitingRequests waiting = new WaitingRequests(context.counters());
        residents = new Residents(context, this, waiting);
        sender = new Sender(context, this, residents, waiting);
        feeds = new Feeds(context, number);
        proposer = new Proposer(context, this, waiting, sender, feeds, residents);
        reader = new FeedReader(context, number, feeds, residents);
        catchUp = new CatchUp(context, this);
        Reaper reaper = new Reaper(context, this);
        history = new WholeHistory(context.hid());
        opening = new Opening(context, this, new OpeningParts(sender, feeds, residents, catchUp, reaper, history));
        replays = new Replays(context, this, history, sender.barriers());
        lease = new Lease(context, this, reaper);
        acceptTicks = ClusterContext.ticks(context.config().acceptTimeout());
        if (context.config().channels() == 1) {
            feeds.want(0);
        }
    }

    int number() {
        return number;
    }

    PartitionKeys keys() {
        return keys;
    }

    /** The number of this host's last opening. */
    int opening() {
        return opening.number();
    }

    boolean isLive() {
        return state == State.LIVE;
    }

    /** Events that wait to be sent. */
    int pending() {
        return sender.pending();
    }

    /** Messages that wait until it is live. */
    long keptBytes() {
        return feeds.keptBytes();
    }

    /** How long ago the last beat was sent that Redis has answered; before the first one, 0. */
    long nanosSinceBeat(long nanoTime) {
        return lease.nanosSinceBeat(nanoTime);
    }

    /** Nothing of this host is on its way, or Redis cannot be reached. */
    boolean isIdle() {
        return state != State.LIVE || sender.isIdle();
    }

    /** Calls a function; what it answers is read first, so that nothing strange goes further. */
    <T> void call(FunctionCall call, Function<List<?>, T> reader, Answer<T> answer) {
        context.port().call(number, call, new ReadReply<>(number, call.name(), reader, answer));
        context.flushSoon();
    }

    /** What this host's rooms propose goes there. */
    Proposer proposer() {
        return proposer;
    }

    /** Whether it has not been live for the accept time-out. */
    boolean isAway() {
        return state != State.LIVE && context.now() - heldSince >= acceptTicks;
    }

    /** Repeats what a user has missed who is a member again. */
    void replay(Resident resident, Resumption resumption) {
        replays.add(resident, resumption);
    }

    void refuseEnters(Room room) {
        sender.refuseEnters(room);
    }

    /** Whether it has not been touched since the end of the last pass. */
    boolean isFirstTouch() {
        boolean isFirst = !isTouched;
        isTouched = true;
        return isFirst;
    }

    /** The pass of the loop has ended. */
    void send() {
        isTouched = false;
        if (state == State.LIVE) {
            sender.send();
        }
    }

    // ---- the link

    void up() {
        upAt = context.nextMoment();
        feeds.linkUp();
        openIfSubscribed();
    }

    /** Whether the link was opened anew for another life of Redis, while this partition still knew of the one before. */
    boolean hasLinkOfThisLife() {
        long anew = context.listenedAnewAt();
        return liveAt < anew && anew < upAt;
    }

    void down(String why) {
        hold(why);
        feeds.linkLost();
        residents.all().forEach(Resident::linkLost);
    }

    void subscribed(int channel) {
        if (feeds.subscribed(channel)) {
            openIfSubscribed();
        }
    }

    private void openIfSubscribed() {
        if (feeds.areListenedTo()) {
            open();
        }
    }

    /** Not live until it has been opened anew. */
    void hold(String why) {
        if (state == State.LIVE) {
            heldSince = context.now();
            LOG.debug("partition {} is held: {}", number, why);
        }
        context.heldBecause(why);
        state = State.HELD;
        history.mayChange();
        retryAt = context.now() + RETRY_TICKS;
        opening.stop();
        catchUp.cancel();
    }

    private void open() {
        if (state == State.LIVE) {
            heldSince = context.now();
        }
        state = State.OPENING;
        opening.start();
    }

    /** All rooms have what Redis has. */
    void live(long lastBatch) {
        state = State.LIVE;
        liveAt = context.nextMoment();
        lease.restart();
        sender.reopened(lastBatch);
        feeds.takeParked().forEach(sender::queue);
        feeds.takeKept().forEach(this::hearKept);
        replays.reopened();
        context.touch(this);
    }

    /** Opens again what may have changed. */
    private void openChanged() {
        history.mayChange();
        open();
    }

    /** Opens again, to see whether Redis still knows this host. */
    void openAnew() {
        if (state != State.HELD) {
            openChanged();
        }
    }

    /** Redis does not know this host any more. */
    void fenced() {
        if (state == State.LIVE) {
            openChanged();
        }
    }

    // ---- the feeds

    void message(int channel, byte[] bytes) {
        context.counters().feedMessage();
        if (state != State.LIVE) {
            keep(channel, bytes);
        } else if (!reader.hear(channel, bytes)) {
            openAfterGap(channel, bytes);
        }
    }

    /** What came before the partition was live. A second gap is of what Redis published after it had told the feed's end. */
    private void hearKept(Feeds.Kept kept) {
        if (state != State.LIVE) {
            keep(kept.channel(), kept.message());
        } else if (!reader.hearKept(kept.channel(), kept.message())) {
            context.counters().gap(GapCause.NUMBER);
            openChanged();
        }
    }

    private void openAfterGap(int channel, byte[] bytes) {
        keep(channel, bytes);
        context.counters().gap(GapCause.NUMBER);
        if (state == State.LIVE) {
            openChanged();
        }
    }

    private void keep(int channel, byte[] bytes) {
        if (!feeds.keep(channel, bytes)) {
            reconnect(GapCause.BACKLOG);
        }
    }

    /** Its feeds are not worth being listened to any more. */
    private void reconnect(GapCause cause) {
        context.counters().gap(cause);
        hold(cause.words());
        context.port().reconnect(number);
    }

    /** A beat has seen the ends of the feeds, and the other hosts. */
    void seenByBeat(Beaten beaten) {
        if (!feeds.keepUpWith(beaten.feeds())) {
            reconnect(GapCause.BEAT);
        } else if (!history.isSure()) {
            history.seen(beaten.beats());
            replays.goOn();
        }
    }

    /** A replica may have more than before. */
    void barrierAnswered() {
        replays.goOn();
    }

    /** A room has missed something while the feed did not. While it is held nothing is read: the next opening reads all. */
    void behind(Resident resident) {
        if (state != State.HELD) {
            catchUp.add(resident);
        }
    }

    // ---- time

    void tick() {
        sender.giveUpBefore(context.now() - acceptTicks);
        replays.giveUpBefore(context.now() - acceptTicks);
        if (state == State.LIVE) {
            if (sender.hasRepaired()) {
                lease.beatIfDue(history.isSure(), replays.needWholeHistory());
            }
            sender.shortenWindow();
            if (sender.isFeedSilent()) {
                reconnect(GapCause.SILENT);
            }
        } else if (state == State.HELD && context.now() >= retryAt) {
            openIfSubscribed();
        }
        if (context.now() % SECOND == 0) {
            residents.all().forEach(Resident::settleIfDue);
            feeds.dropUnused(residents);
        }
    }
}
