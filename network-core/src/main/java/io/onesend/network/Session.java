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

    /** A number given once in the life of a server or client, starting at 1. */
    long id();

    SocketAddress remoteAddress();

    /** The loop that this session's listener runs on: where an asynchronous result has to come back to. */
    LogicLoop logicLoop();

    /**
     * Queues a packet, never blocks. The packet is borrowed: the queue takes a reference of its own if it accepts, and the
     * caller closes the packet as it would have anyway. Packets of one calling thread leave in the order of their calls.
     */
    SendResult send(EncodedPacket packet);

    /** Queues the bytes of one whole frame, header included, as they are; the array is copied. */
    default SendResult send(byte[] frame) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            return send(packet);
        }
    }

    /**
     * Sends one packet to many sessions: as {@link #send(EncodedPacket)} to each in turn, but cheaper, for what they have in
     * common is done once. A receiver that is full meets the configured policy, one that is closed is passed over; both show in
     * the metrics. The list must not change meanwhile.
     */
    static void sendToAll(List<? extends Session> receivers, EncodedPacket packet) {
        FanOut.send(receivers, packet);
    }

    /**
     * Closes in order: nothing more is accepted or received, what was accepted before goes out within the configured
     * close time-out, then the connection ends. The first reason given wins; further calls do nothing.
     */
    void close(DisconnectReason reason);

    /** Closes in order with {@link DisconnectReason#CLOSED_BY_SERVER}. */
    default void close() {
        close(DisconnectReason.CLOSED_BY_SERVER);
    }

    /** Closes at once; what is still queued is dropped. Also cuts short a {@link #close(DisconnectReason)} under way. */
    void abort(DisconnectReason reason);

    /** False from the first close or abort on, and once the peer is gone. */
    boolean isOpen();

    /**
     * Holds back this session's further packets, in order, until {@link #resume}; its disconnect still comes. Enough held
     * back turns reading off, so that a waiting session costs no more than its inbound limit. Logic thread only.
     */
    void suspend();

    /** Undoes {@link #suspend}; the held packets are delivered after the current callback. Logic thread only. */
    void resume();

    /**
     * Aborts the session with this reason unless {@link #clearDeadline} comes first. One deadline per session, a new one
     * replaces the old; the check runs once a second, so a deadline fires up to a second late.
     */
    void setDeadline(Duration fromNow, DisconnectReason reason);

    void clearDeadline();

    /** What the application attached, or null. Logic thread only. */
    @Nullable
    Object attachment();

    /** Attaches an object of the application's to this session. Logic thread only. */
    void attach(@Nullable Object attachment);
}
