package io.onesend.it.speed.cluster;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.onesend.it.speed.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a crowd: when they are sent, and how long they take. It fails with the first thing that is wrong: a message that
 * does not come, comes twice or out of order, or is refused. Event loop.
 */
public final class Traffic {

    private static final int DIGITS = 3;

    private final EventLoop loop;
    private final List<Sender> senders = new ArrayList<>();
    private final List<Channel> unflushed = new ArrayList<>();
    private final Histogram answers = new Histogram(DIGITS);
    private final Histogram deliveries = new Histogram(DIGITS);

    private @Nullable String trouble;
    private @Nullable CompletableFuture<Void> quiet;
    private boolean refills;

    /** Messages of each sender that are under way while it refills. */
    private int window;

    private boolean paces;
    private boolean records;
    private long sent;
    private long delivered;
    private long underWay;

    private double due;
    private double nanosBetween;
    private int nextSender;

    Traffic(EventLoop loop) {
        this.loop = loop;
    }

    Sender add(Member member, int members) {
        Sender sender = new Sender(this, member, members);
        senders.add(sender);
        return sender;
    }

    // ---- the run

    void begin(Pace pace, Work work) {
        quiet = null;
        if (pace.isByTheClock()) {
            paces = true;
            nanosBetween = pace.nanosBetween(work.members());
            due = System.nanoTime();
            sendWhatIsDue();
        } else {
            refills = true;
            window = work.window();
            senders.forEach(this::refill);
        }
    }

    private void refill(Sender sender) {
        while (sender.underWay() < window && trouble == null) {
            sender.say();
        }
    }

    private void sendWhatIsDue() {
        if (!paces || trouble != null) {
            return;
        }
        long now = System.nanoTime();
        while (due <= now) {
            senders.get(nextSender).say();
            nextSender = (nextSender + 1) % senders.size();
            due += nanosBetween;
        }
        loop.schedule(this::sendWhatIsDue, (long) due - now, TimeUnit.NANOSECONDS);
    }

    void startRecording() {
        answers.reset();
        deliveries.reset();
        records = true;
    }

    void stopRecording() {
        records = false;
    }

    /** Sends nothing more; the future completes when everything has arrived. */
    CompletableFuture<Void> end() {
        refills = false;
        paces = false;
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        quiet = arrived;
        if (trouble != null) {
            arrived.completeExceptionally(new IllegalStateException(trouble));
        }
        completeIfQuiet(arrived);
        return arrived;
    }

    private void completeIfQuiet(CompletableFuture<Void> arrived) {
        if (underWay == 0) {
            arrived.complete(null);
        }
    }

    // ---- what happens

    void sent() {
        sent++;
        underWay++;
    }

    void answered(long nanos) {
        if (records) {
            answers.recordValue(nanos);
        }
    }

    void delivered(long nanos) {
        delivered++;
        if (records) {
            deliveries.recordValue(nanos);
        }
    }

    void done(Sender sender) {
        underWay--;
        if (refills) {
            refill(sender);
        } else if (quiet != null) {
            completeIfQuiet(quiet);
        }
    }

    /** The first reason counts. */
    void failed(String why) {
        if (trouble == null) {
            trouble = why;
        }
        if (quiet != null) {
            quiet.completeExceptionally(new IllegalStateException(why));
        }
    }

    /** What was written to these channels leaves when all that came in this pass of the loop has been handled. */
    void flushSoon(Channel channel) {
        if (unflushed.isEmpty()) {
            loop.execute(this::flush);
        }
        unflushed.add(channel);
    }

    private void flush() {
        unflushed.forEach(Channel::flush);
        unflushed.clear();
    }

    // ---- what it was

    /** What went wrong; null: nothing. */
    @Nullable
    String trouble() {
        return trouble;
    }

    long messagesSent() {
        return sent;
    }

    long messagesDelivered() {
        return delivered;
    }

    long messagesUnderWay() {
        return underWay;
    }

    /** From a message to its answer, nanoseconds. */
    Histogram answers() {
        return answers.copy();
    }

    /** From a message to its arrival at a member, nanoseconds. */
    Histogram deliveries() {
        return deliveries.copy();
    }
}
