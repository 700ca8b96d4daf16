package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Its listener is called on one thread, in the order onConnect, any number of onReceive, onDisconnect. All
 * methods may be called from any thread unless they say otherwise.
 */
public interface Session {

    /** {@return a number that its server or client gives only once, starting at 1} */
    long id();

    /** {@return the peer's address, also after the session has ended} */
    SocketAddress remoteAddress();

    /** {@return this side's address, also after the session has ended} */
    SocketAddress localAddress();

    /** {@return how it came in; of a client, and of a session made for a test: {@link Entrance#PLAIN}} */
    default Entrance entrance() {
        return Entrance.PLAIN;
    }

    /** {@return the loop that this session's listener runs on; hand asynchronous results back to it} */
    LogicLoop logicLoop();

    /**
     * Queues a packet, never blocks. The packet is borrowed: a queue that accepts it takes its own reference, and the caller
     * closes the packet in any case. Packets of one calling thread leave in the order of the calls.
     *
     * @param packet a whole frame, with its header or delimiter
     * @return what became of it; a refusal is no error and needs no handling
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
     * Queues a part of an array, which is one whole frame, as it is, never blocks.
     *
     * @param bytes holds the frame, with its header or delimiter; copied
     * @param from index of the frame's first byte
     * @param length of the frame, in bytes
     * @return what became of it
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    default SendResult send(byte[] bytes, int from, int length) {
        try (EncodedPacket packet = EncodedPacket.copyOf(bytes, from, length)) {
            return send(packet);
        }
    }

    /**
     * Queues the bytes between a buffer's position and its limit, which are one whole frame, as they are, never blocks.
     *
     * @param frame with its header or delimiter; copied, and its position is not moved, whatever becomes of it
     * @return what became of it
     */
    default SendResult send(ByteBuffer frame) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            return send(packet);
        }
    }

    /**
     * Queues a packet if there is room for it, never blocks. Nothing is lost for want of room: the caller keeps the packet, and
     * offers it again in {@link SessionListener#onWritable}. A packet longer than {@link NetworkConfig.Send#maxBytes} finds room
     * in an empty queue; one that can never find room closes the session.
     *
     * @param packet a whole frame; borrowed, as by {@link #send(EncodedPacket)}
     * @return accepted, full or closed
     */
    SendResult offer(EncodedPacket packet);

    /**
     * Whether there is much room in the queue. False from the moment that the queued bytes reach the high mark, or that an offer
     * finds no room, until they have fallen to the low mark; then {@link SessionListener#onWritable} comes. A packet that is
     * sent while it is false is still accepted if it fits.
     *
     * @return false as well once the connection is gone
     */
    boolean isWritable();

    /** {@return the bytes accepted and not yet written, those of the write under way included} */
    long queuedBytes();

    /**
     * Passes a packet that this session has received on to another session, or back to this one, and lets this session receive
     * only as fast as that: while the other is not writable, this one's further packets are held back, as by {@link #suspend}. A
     * packet that finds no room is kept and goes first when there is. Both go on by themselves.
     *
     * <p>What is kept is dropped when this session ends. If the other one has ended, packets for it are dropped: close this one
     * in the other's {@link SessionListener#onDisconnect}, as {@link Pipe} does.
     *
     * @param packet a whole frame; borrowed, as by {@link #send(EncodedPacket)}
     * @param to a session of the same or another server or client; may run on another logic thread
     * @return accepted, also if the packet is kept; closed if one of the two sessions is
     * @throws IllegalArgumentException if the other is not a session of this library
     */
    SendResult relay(EncodedPacket packet, Session to);

    /**
     * Sends one packet to many sessions, as {@link #send(EncodedPacket)} to each in turn, but cheaper, because the shared work is
     * done once. The configured policy applies to a full receiver; a closed one is skipped; both show in the metrics. The list
     * must not change meanwhile.
     *
     * <p>A packet to more than 1,024 sessions is written to some of them at a time, and sessions with other packets have their
     * turns in between: nobody waits until a whole crowd has its packet. The order of one session's packets stays.
     *
     * @param receivers sessions of this and other servers or clients
     * @param packet borrowed, as by {@link #send(EncodedPacket)}
     */
    static void sendToAll(List<? extends Session> receivers, EncodedPacket packet) {
        int size = receivers.size();
        for (int next = 0; next < size; ) {
            next = receivers.get(next).sendToGroup(receivers, next, packet);
        }
    }

    /**
     * Sends a packet to this session and, if it can serve several at once, to some of those behind it: a part of
     * {@link #sendToAll}, for implementations only.
     *
     * @param receivers of the whole packet; not changed
     * @param self where this session is in the list
     * @param packet borrowed, as by {@link #send(EncodedPacket)}
     * @return the place of the first session behind it that was not sent to
     */
    default int sendToGroup(List<? extends Session> receivers, int self, EncodedPacket packet) {
        send(packet);
        return self + 1;
    }

    /**
     * Ends this side's output, in order: nothing more is accepted, packets accepted before go out, then the peer sees the end of
     * the stream. Receiving goes on. When the peer has ended its output too, and {@link SessionListener#onInputEnd} has run, the
     * session ends. Further calls do nothing.
     */
    void endOutput();

    /**
     * Closes in order: nothing more is accepted or received, packets accepted before go out within the configured close
     * time-out, then the connection ends. The first reason given wins; further calls do nothing.
     *
     * @param reason given to the listener and the log
     */
    void close(DisconnectReason reason);

    /** Closes in order with {@link DisconnectReason#CLOSED_BY_SERVER}. */
    default void close() {
        close(DisconnectReason.CLOSED_BY_SERVER);
    }

    /**
     * Closes at once and drops queued packets. Also cuts short a {@link #close(DisconnectReason)} under way.
     *
     * @param reason given to the listener and the log, unless a close has given one before
     */
    void abort(DisconnectReason reason);

    /** {@return false after the first close or abort, and once the connection is gone; true when only one side has ended} */
    boolean isOpen();

    /**
     * Holds back this session's further packets, in order, until {@link #resume}; its disconnect still comes. Reading stops at
     * the inbound limit, so a waiting session costs no more than that. Called on the logic thread, it applies from the next
     * packet on; on another thread, once the logic thread has seen it.
     */
    void suspend();

    /** Undoes {@link #suspend}; the held packets are delivered after the current callback. */
    void resume();

    /**
     * Cuts and decodes what follows the packet that is being handled in another way: an upgrade. The bytes that have arrived
     * with that packet are included. The session's frames must be cut {@link FrameFormat#oneAtATime}. Called on the logic
     * thread, in onReceive, or while the session is suspended there. Of several calls, the last one counts. The new format may
     * be at full speed; if it is one at a time, it can be changed again. The limit of a frame stays.
     *
     * @param format how what follows is cut
     * @param decoder makes packets of the type that the session's listener handles
     * @throws IllegalStateException if the frames are not cut one at a time, or if none is being handled
     * @throws IllegalArgumentException if every frame of that format is over the limit
     * @throws UnsupportedOperationException if this is not a session of a server or client, but made for a test
     */
    default void changeFrames(FrameFormat format, PacketDecoder<?> decoder) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link #changeFrames}, and gives the session to another listener: to that of the new protocol. It gets all further
     * callbacks, onDisconnect too, but no onConnect; the one before gets none any more.
     *
     * @param format how what follows is cut
     * @param decoder makes a packet of each frame, on the I/O thread
     * @param listener called on the session's logic thread
     * @param <P> what the decoder makes of a frame
     * @throws IllegalStateException if the frames are not cut one at a time, or if none is being handled
     * @throws IllegalArgumentException if every frame of that format is over the limit
     * @throws UnsupportedOperationException if this is not a session of a server or client, but made for a test
     */
    default <P> void changeProtocol(
            FrameFormat format, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        throw new UnsupportedOperationException();
    }

    /**
     * Aborts the session with this reason unless {@link #clearDeadline} comes first. A session has one deadline; a new one
     * replaces the old. It fires within a few milliseconds of its time, up to a second later if the process has stood still
     * meanwhile. Cheap enough to be moved at each packet.
     *
     * @param fromNow zero or less: at once
     * @param reason given to the listener and the log
     */
    void setDeadline(Duration fromNow, DisconnectReason reason);

    /**
     * As {@link #setDeadline}, but counted from the last whole packet from the peer: every packet starts the time again.
     *
     * @param silence zero or less: at once
     * @param reason given to the listener and the log
     */
    void setSilenceDeadline(Duration silence, DisconnectReason reason);

    /** Removes the deadline, if it has not fired yet. */
    void clearDeadline();

    /**
     * Closes this session with {@link DisconnectReason#IDLE} when it has received nothing for this long, in place of the
     * configured idle time-out. The time counts from the last bytes received, also from those before the call. It is checked once
     * a second: the session ends within two seconds.
     *
     * @param time zero: never
     * @throws IllegalArgumentException if it is negative
     */
    void setReadIdle(Duration time);

    /**
     * The object that the application attached.
     *
     * @return the object itself, or null
     */
    @Nullable
    Object attachment();

    /**
     * Attaches an object to this session, in place of the one before.
     *
     * @param attachment null: none
     */
    void attach(@Nullable Object attachment);
}
