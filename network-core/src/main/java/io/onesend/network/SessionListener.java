package io.onesend.network;

/**
 * What an application is told of its sessions, always on the session's logic thread, never twice at a time for one session.
 * A method that throws closes its session with {@link DisconnectReason#LISTENER_FAILED}; the loop and all others go on. A
 * method that blocks holds up every session of the loop: hand waiting work to other threads and come back through
 * {@link Session#logicLoop()}.
 *
 * @param <P> what the server's decoder makes of a frame
 */
@FunctionalInterface
public interface SessionListener<P> {

    /**
     * Comes first, exactly once for each session.
     *
     * @param session open, unless its peer was quick to go; may be sent to at once
     */
    default void onConnect(Session session) {}

    /**
     * Comes for each packet, in the order in which the peer sent them, and not any more once the session is closed from this
     * side.
     *
     * @param session whose peer has sent it
     * @param packet the listener's to keep
     */
    void onReceive(Session session, P packet);

    /**
     * Comes last, exactly once for each session, however it ended.
     *
     * @param session closed; what is sent to it goes nowhere
     * @param reason the first that was given
     */
    default void onDisconnect(Session session, DisconnectReason reason) {}
}
