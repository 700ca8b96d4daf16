package io.onesend.network;

import io.onesend.network.packet.EncodedPacket;

/**
 * The application's callbacks for its sessions. They run on the session's logic thread, one at a time for each session. A
 * method that throws closes its session with {@link DisconnectReason#LISTENER_FAILED}; the loop and other sessions go on. A
 * method that blocks holds up every session of the loop: hand blocking work to other threads and come back through
 * {@link Session#logicLoop()}.
 *
 * @param <P> what the server's decoder makes of a frame
 */
@FunctionalInterface
public interface SessionListener<P> {

    /**
     * Comes first, exactly once for each session.
     *
     * @param session open, unless its peer has already gone; may be sent to at once
     */
    default void onConnect(Session session) {}

    /**
     * Comes for each packet, in the order in which the peer sent them, until this side closes the session.
     *
     * @param session received the packet
     * @param packet the listener's to keep; an {@link EncodedPacket} is closed after this call, but may be sent in it
     */
    void onReceive(Session session, P packet);

    /**
     * Comes after the last packet, at most once, when the peer has ended its output: it sends nothing more, but may still read.
     * Unless overridden, this closes the session with {@link DisconnectReason#CLOSED_BY_PEER}, in order. A listener that
     * overrides it may go on sending, and ends the session with {@link Session#endOutput} or {@link Session#close}. It does not
     * come if the connection breaks.
     *
     * <p>A session whose input has ended is not idle because its peer sends nothing. The stall time-out still ends it if its
     * peer does not read, and keep-alive if its peer has vanished. A reset is noticed within two seconds. With NIO only the
     * next write notices a reset, or that the peer has vanished. A {@linkplain Session#setDeadline deadline} bounds the time
     * for everything else.
     *
     * @param session open, unless its connection has broken since
     */
    default void onInputEnd(Session session) {
        session.close(DisconnectReason.CLOSED_BY_PEER);
    }

    /**
     * Comes when the session may be sent to again: once after each time that {@link Session#isWritable} was false or {@link
     * Session#offer} said {@link SendResult#FULL}. Comes to a suspended session too, and not to one that has been closed. If
     * other threads send to the session as well, it may be full again by then; the call comes again then.
     *
     * @param session offer it what has waited
     */
    default void onWritable(Session session) {}

    /**
     * Comes last, exactly once for each session, however it ended.
     *
     * @param session closed; packets sent to it are refused
     * @param reason the first that was given
     */
    default void onDisconnect(Session session, DisconnectReason reason) {}
}
