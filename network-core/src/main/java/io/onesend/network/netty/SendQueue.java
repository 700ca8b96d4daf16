package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Queues the packets of one session for sending, with a single write outstanding ("1-Send").
 *
 * <pre>
 *   IDLE ──────► SCHEDULED   any thread   a packet was accepted; the session lines up in its lane
 *   IDLE ──────► IN_CROWD    any thread   the same, of a packet to a crowd: in the lane's line for those
 *   either ────► WRITING     I/O thread   the lane's turn: a batch is taken and written, once
 *   either ────► IDLE        I/O thread   the lane's turn, and nothing there
 *   WRITING ───► IDLE        I/O thread   the write has completed; looks again, and perhaps lines up
 *   IDLE ──────► CLOSED      I/O thread   nothing more is accepted, and everything accepted has been written
 *   any ───────► CLOSED      I/O thread   the connection is gone; what waits is released
 * </pre>
 *
 * The thread that makes the transition to SCHEDULED or IN_CROWD puts the queue into that line, so it is in one line, once. After going
 * idle the queue looks again; otherwise a packet that came in between would wait for ever.
 *
 * <p>The packets wait in a {@link SendStore}, which counts their bytes before it accepts them; they count until the write has
 * ended.
 */
final class SendQueue implements SendWriter.Completion {

    enum State {
        IDLE,
        SCHEDULED,
        IN_CROWD,
        WRITING,
        CLOSED
    }

    /** What became of an offered packet; the session applies its policy to it. */
    enum Offer {
        ACCEPTED,
        SESSION_FULL,
        SERVER_FULL,
        /** Longer than what an empty queue takes. */
        TOO_LONG,
        CLOSED
    }

    /** Is told what concerns the session as a whole; called on the I/O thread unless it says otherwise. */
    interface Listener {
        /** Nothing is queued or being written, and nothing more is accepted, so the end of our side can go on. */
        void drained();

        void writeFailed(Throwable cause);

        /** The queue or its writer has a defect, or no memory; the session must end. */
        @AnyThread
        void queueFailed(Throwable defect);
    }

    /** As many answers to pings as a peer may send at once. */
    static final int MOST_FIRST_BYTES = 4096;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(SendQueue.class, "state", State.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final SendLane lane;
    private final SendWriter writer;
    private final Listener listener;
    private final SendStore store;
    private final SendAccount account;

    // Any thread.
    private volatile State state = State.IDLE;
    private volatile boolean accepting = true;

    /** Whether a packet to a crowd came during a write. It may be seen late, or stay for a write more: only the line differs. */
    private volatile boolean crowdDuringWrite;

    // I/O thread.
    /** Bytes that go out before all packets, in a write of their own; they count against no limit, because they are few. */
    private @Nullable ByteBuf first;

    private boolean busy;
    private long busySince;
    private long writes;
    private long packetsWritten;
    private long bytesWritten;
    private @Nullable Backlog backlogAtEnd;

    /** The bytes that waited when the session ended, and how long its receiver had been behind by then. */
    record Backlog(long bytes, Duration behind) {}

    SendQueue(SendLane lane, SendWriter writer, Listener listener, SendStore store, SendAccount account) {
        this.lane = lane;
        this.writer = writer;
        this.listener = listener;
        this.store = store;
        this.account = account;
    }

    /** Accepts the packet and takes a reference or a copy, or changes nothing. */
    @AnyThread
    Offer offer(EncodedPacket packet) {
        if (!accepting) {
            return Offer.CLOSED;
        }
        Offer offered;
        try {
            offered = store.offer(packet);
        } catch (OutOfMemoryError none) {
            offered = closedFor(none);
        }
        publish();
        // After a refusal too: this sender may have held the waiting packets while the I/O thread found none.
        lineUp();
        return offered;
    }

    /** As {@link #offer}, but drops nothing, and a refusal is remembered: the session is told when there is room. */
    @AnyThread
    Offer offerOrAwaitRoom(EncodedPacket packet) {
        if (!accepting) {
            return Offer.CLOSED;
        }
        Offer offered;
        try {
            offered = store.offerWithoutDropping(packet);
        } catch (OutOfMemoryError none) {
            offered = closedFor(none);
        }
        publish();
        lineUp();
        if (offered == Offer.SESSION_FULL) {
            account.awaitRoom(packet.length());
        } else if (offered == Offer.SERVER_FULL) {
            account.awaitServer(packet.length());
        }
        return offered;
    }

    /** As {@link SendStore#offerPrepared}; the caller must call {@link #publish} and then {@link #lineUp}. */
    @AnyThread
    Offer offerPrepared(EncodedPacket packet) {
        if (!accepting) {
            return Offer.CLOSED;
        }
        try {
            return store.offerPrepared(packet);
        } catch (OutOfMemoryError none) {
            return closedFor(none);
        }
    }

    /** A receiver for whose packet there is no memory ends. It is neither its sender's fault nor that of the receivers behind it. */
    private Offer closedFor(OutOfMemoryError none) {
        stopAccepting();
        listener.queueFailed(none);
        return Offer.CLOSED;
    }

    /**
     * Must be called between an offer and {@link #lineUp}, once for any number of queues. A growing JCTools queue looks empty
     * until an ordered store. Without a fence the read of the state could overtake that store: the I/O thread would go idle
     * although a packet waits, and the sender would take the packet for scheduled.
     */
    @AnyThread
    static void publish() {
        VarHandle.fullFence();
    }

    /** Puts the queue into the lane's line unless it is in line, or will look again after its write. */
    @AnyThread
    void lineUp() {
        State now = state;
        if (now == State.IDLE) {
            if (STATE.compareAndSet(this, State.IDLE, State.SCHEDULED)) {
                lane.add(this);
            }
        } else if (now == State.CLOSED) {
            // The queue was closed between the first check and the offer: the lane's turn releases the late packet.
            lane.add(this);
        }
    }

    /** As {@link #lineUp}, for a packet to a crowd: others have their turn before it, as {@link SendLines} says. */
    @AnyThread
    void lineUpInCrowd() {
        State now = state;
        if (now == State.IDLE) {
            if (STATE.compareAndSet(this, State.IDLE, State.IN_CROWD)) {
                lane.addToCrowd(this);
            }
        } else if (now == State.WRITING) {
            crowdDuringWrite = true;
        } else {
            lineUp();
        }
    }

    /**
     * The lane's turn: takes a batch and writes it.
     *
     * @throws IllegalStateException if a write is outstanding
     */
    @IoThread
    void drain() {
        assert lane.inEventLoop();
        State now = state;
        if (now == State.CLOSED) {
            discard();
            return;
        }
        if (now != State.SCHEDULED && now != State.IN_CROWD) {
            throw new IllegalStateException("a lane's turn while the send queue is " + now);
        }
        if (crowdDuringWrite) {
            crowdDuringWrite = false;
        }
        ByteBuf batch = first == null ? store.take() : takeFirst();
        if (batch == null) {
            becomeIdle();
            return;
        }
        if (!busy) {
            busy = true;
            busySince = lane.now();
        }
        writes++;
        state = State.WRITING;
        // May complete, and call back, before it returns, so nothing of this queue is touched after it.
        writer.write(batch, store.takeWrapped(), this);
    }

    /**
     * Writes bytes before the packets that wait, between two writes. Takes ownership of them. If others still wait to be written so,
     * they leave together. If they became too many, these take the place of the others.
     */
    @IoThread
    void writeFirst(ByteBuf bytes) {
        assert lane.inEventLoop();
        if (state == State.CLOSED) {
            bytes.release();
            return;
        }
        ByteBuf waiting = first;
        if (waiting != null && waiting.readableBytes() + bytes.readableBytes() <= MOST_FIRST_BYTES) {
            waiting.writeBytes(bytes);
            bytes.release();
            return;
        }
        releaseFirst();
        first = bytes;
        lineUp();
    }

    /** Whether bytes of {@link #writeFirst} wait to be written. */
    @IoThread
    boolean hasFirst() {
        assert lane.inEventLoop();
        return first != null;
    }

    private @Nullable ByteBuf takeFirst() {
        ByteBuf taken = first;
        first = null;
        return taken;
    }

    private void releaseFirst() {
        ByteBuf unwritten = takeFirst();
        if (unwritten != null) {
            unwritten.release();
        }
    }

    @Override
    @IoThread
    public void written() {
        assert lane.inEventLoop();
        packetsWritten += store.takenPackets();
        bytesWritten += store.takenBytes();
        account.written().wrote(store.takenPackets(), store.takenBytes());
        if (hasEnded()) {
            becomeIdle();
        }
    }

    @Override
    @IoThread
    public void failed(Throwable cause) {
        assert lane.inEventLoop();
        noteBacklog();
        if (hasEnded()) {
            listener.writeFailed(cause);
        }
    }

    /** Gives the write's bytes back; false if the queue was closed meanwhile, and nobody needs to know. */
    private boolean hasEnded() {
        store.written();
        if (state == State.CLOSED) {
            return false;
        }
        assert state == State.WRITING : state;
        return true;
    }

    private void becomeIdle() {
        // A volatile store: the queue is read after it.
        state = State.IDLE;
        if (first != null || !store.isEmpty()) {
            lineUpAgain();
            return;
        }
        busy = false;
        if (!accepting) {
            listener.drained();
        }
    }

    private void lineUpAgain() {
        if (crowdDuringWrite) {
            lineUpInCrowd();
        } else {
            lineUp();
        }
    }

    /** Refuses further packets; accepted ones still go out. */
    @AnyThread
    void stopAccepting() {
        accepting = false;
    }

    /**
     * Closes the queue if everything accepted has been handed to the kernel, so that no write follows the end of the output. A
     * packet of a sender that was let in at the last moment goes out before, or is released.
     *
     * @return whether the queue is closed now; if not, {@link Listener#drained} comes later
     */
    @IoThread
    boolean closeIfDrained() {
        assert lane.inEventLoop();
        return state == State.CLOSED || (isDrained() && STATE.compareAndSet(this, State.IDLE, State.CLOSED));
    }

    /** Whether everything accepted has been handed to the kernel. */
    @IoThread
    boolean isDrained() {
        assert lane.inEventLoop();
        return state == State.IDLE && first == null && store.isEmpty();
    }

    @IoThread
    boolean isWriting() {
        assert lane.inEventLoop();
        return state == State.WRITING;
    }

    /** Whether it waits for its turn in the line for packets to a crowd. */
    @AnyThread
    boolean isInCrowd() {
        return state == State.IN_CROWD;
    }

    /** As {@link SendWriter#progress}. */
    @IoThread
    long progress() {
        assert lane.inEventLoop();
        return writer.progress();
    }

    /** The number of writes begun. */
    @IoThread
    long writes() {
        assert lane.inEventLoop();
        return writes;
    }

    @IoThread
    long packetsWritten() {
        assert lane.inEventLoop();
        return packetsWritten;
    }

    @IoThread
    long bytesWritten() {
        assert lane.inEventLoop();
        return bytesWritten;
    }

    /** The connection is gone: releases the waiting packets. A write under way gives its bytes back when it has ended. */
    @IoThread
    void close() {
        assert lane.mayEndQueues();
        accepting = false;
        account.close();
        noteBacklog();
        boolean writing = state == State.WRITING;
        state = State.CLOSED;
        if (writing) {
            writer.abandon();
        }
        releaseFirst();
        discard();
    }

    /** Ends the session because its turn has thrown. */
    @IoThread
    void abort(Throwable defect) {
        assert lane.inEventLoop();
        listener.queueFailed(defect);
    }

    private void discard() {
        if (!store.discard()) {
            lane.add(this);
        }
    }

    private void noteBacklog() {
        if (backlogAtEnd == null) {
            backlogAtEnd = new Backlog(account.queued(), behind());
        }
    }

    /** For how long there has been something to write. */
    @IoThread
    Duration behind() {
        assert lane.mayEndQueues();
        return busy ? Duration.ofNanos(lane.clock() - busySince) : Duration.ZERO;
    }

    /** The packets that had not gone out when the connection ended. */
    @IoThread
    Backlog backlogAtEnd() {
        assert lane.inEventLoop();
        return backlogAtEnd == null ? new Backlog(0, Duration.ZERO) : backlogAtEnd;
    }

    /** The byte limit of the session's server. */
    SendBudget server() {
        return account.server();
    }

    /** The length of the longest packet that there can ever be room for. */
    @AnyThread
    long longestPacket() {
        return store.longestPacket();
    }

    @AnyThread
    boolean isWritable() {
        return account.isWritable();
    }

    /** Once a second, as {@link SendAccount#lookForRoomAtServer}. */
    @IoThread
    void sweep() {
        assert lane.inEventLoop();
        account.lookForRoomAtServer();
    }

    /** Bytes accepted and not yet written. */
    @AnyThread
    long queuedBytes() {
        return account.queued();
    }
}
