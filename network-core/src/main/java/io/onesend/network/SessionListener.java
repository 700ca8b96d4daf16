package io.onesend.network;

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
     * @param packet the listener's to keep
     */
    void onReceive(Session session, P packet);

    /**
     * Comes last, exactly once for each session, however it ended.
     *
     * @param session closed; packets sent to it are refused
     * @param reason the first that was given
     */
    default void onDisconnect(Session session, DisconnectReason reason) {}
}
