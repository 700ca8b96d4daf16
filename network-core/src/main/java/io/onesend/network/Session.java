package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.FanOut;
import io.onesend.network.packet.EncodedPacket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Its listener is called on one thread, in the order onConnect, any number of onReceive, onDisconnect;
 * everything here may be called from any thread unless a method says otherwise.
 */
public interface Session {

    /** {@return a number given once in the life of a server or client, starting at 1} */
    long id();

    /** {@return where the peer is, also after the session has ended} */
    SocketAddress remoteAddress();

    /** {@return the loop that this session's listener runs on: where an asynchronous result has to come back to} */
    LogicLoop logicLoop();

    /**
     * Queues a packet, never blocks. The packet is borrowed: the queue takes a reference of its own if it accepts, and the
     * caller closes the packet as it would have anyway. Packets of one calling thread leave in the order of their calls.
     *
     * @param packet a whole frame, with its header or delimiter
     * @return what became of it; a refusal is no error and needs no answer
     */
    SendResult send(EncodedPacket packet);

    /**
     * Queues the bytes of one whole frame as they are, never blocks.
     *
     * @param frame with its header or delimiter; copied
     * @return what became of it
     */
    default SendResult send(byte[] frame) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            return send(packet);
        }
    }

    /**
     * Sends one packet to many sessions: as {@link #send(EncodedPacket)} to each in turn, but cheaper, for what they have in
     * common is done once. A receiver that is full meets the configured policy, one that is closed is passed over; both show in
     * the metrics. The list must not change meanwhile.
     *
     * @param receivers of this and other servers or clients
     * @param packet borrowed, as by {@link #send(EncodedPacket)}
     */
    static void sendToAll(List<? extends Session> receivers, EncodedPacket packet) {
        FanOut.send(receivers, packet);
    }

    /**
     * Closes in order: nothing more is accepted or received, what was accepted before goes out within the configured
     * close time-out, then the connection ends. The first reason given wins; further calls do nothing.
     *
     * @param reason what the listener and the log are told
     */
    void close(DisconnectReason reason);

    /** Closes in order with {@link DisconnectReason#CLOSED_BY_SERVER}. */
    default void close() {
        close(DisconnectReason.CLOSED_BY_SERVER);
    }

    /**
     * Closes at once; what is still queued is dropped. Also cuts short a {@link #close(DisconnectReason)} under way.
     *
     * @param reason what the listener and the log are told, unless a close has given one before
     */
    void abort(DisconnectReason reason);

    /** {@return false from the first close or abort on, and once the peer is gone} */
    boolean isOpen();

    /**
     * Holds back this session's further packets, in order, until {@link #resume}; its disconnect still comes. Enough held
     * back turns reading off, so that a waiting session costs no more than its inbound limit. On the logic thread it holds
     * from the next packet on; called on another thread, from when the logic thread has taken note of it.
     */
    void suspend();

    /** Undoes {@link #suspend}; the held packets are delivered after the current callback. */
    void resume();

    /**
     * Aborts the session with this reason unless {@link #clearDeadline} comes first. One deadline per session, a new one
     * replaces the old; the check runs once a second, so a deadline fires up to a second late.
     *
     * @param fromNow zero or less: at the next check
     * @param reason what the listener and the log are told
     */
    void setDeadline(Duration fromNow, DisconnectReason reason);

    /**
     * As {@link #setDeadline}, counted from the last whole packet of the peer's: each one, whatever it is, gives it the time
     * again.
     *
     * @param silence zero or less: at the next check that finds no new packet
     * @param reason what the listener and the log are told
     */
    void setSilenceDeadline(Duration silence, DisconnectReason reason);

    /** Takes the deadline back, if it has not fired yet. */
    void clearDeadline();

    /**
     * What the application attached.
     *
     * @return the object itself, or null
     */
    @Nullable
    Object attachment();

    /**
     * Attaches an object of the application's to this session, in place of the one before.
     *
     * @param attachment null: none
     */
    void attach(@Nullable Object attachment);
}
