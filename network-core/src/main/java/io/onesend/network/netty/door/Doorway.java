package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Entrance;
import io.onesend.network.logic.IoThread;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a door may ask of the connection that stands in it. The connection has a place of the server's session limits, and is no
 * session yet. Its channel's last handler belongs to this; the handlers of doors are in front of that one. All calls are made on
 * the connection's I/O thread.
 */
@IoThread
public interface Doorway {

    /** {@return the settings of the port} */
    Doors doors();

    /** {@return whether it still stands here; false: it has become a session, was turned away or is gone, and what it sends is passed on} */
    boolean isOpen();

    /** {@return the address of the socket, or the one that a proxy has told} */
    SocketAddress remoteAddress();

    /** {@return whether its socket is connected to one of the trusted proxies} */
    boolean isFromProxy();

    /**
     * Takes the address that a trusted proxy has told in place of the proxy's own.
     *
     * @return null, or why the connection has to be refused: that address has as many sessions as it may
     */
    @Nullable
    DisconnectReason comesFrom(InetSocketAddress client);

    /**
     * Counts it for the address of its own socket: it comes from where the trusted proxies are, but none has told another address.
     *
     * @return null, or why the connection has to be refused: that address has as many sessions as it may
     */
    @Nullable
    DisconnectReason comesByItself();

    /** {@return what is known so far of how it comes in} */
    Entrance entrance();

    /** Adds to that what a door has found out. */
    void learned(Entrance entrance);

    /**
     * Sets the connection's only deadline, in place of the one before. It is checked once a second.
     *
     * @param time zero: none
     * @param late why it is turned away after that
     */
    void allow(Duration time, DisconnectReason late);

    /**
     * Sets the deadline for a handshake: all of a connection have {@link Doors#handshakeTimeout} together. What {@link #allow} gives
     * in between counts for none.
     */
    void allowHandshake();

    /** Closes it in order after this time, and counts nothing: it has got all that it has asked for. In place of a deadline. */
    void closeAfter(Duration time);

    /** {@return whether the server lets nobody in any more, because it is about to stop} */
    boolean isDraining();

    /** Counts an answer to a request. */
    void countAnswer(int httpStatus);

    /**
     * Makes it a session, which is started before this returns. Its handler is the channel's last, and takes the bytes that are fired
     * from now on: the first of its frames, those of the WebSocket protocol for its door. The door's own handlers that are needed no more
     * remove themselves.
     *
     * @param door decides what goes around the session's frames
     */
    void enter(Door door);

    /** Hangs up on it, and counts it under the reason's name. */
    void turnAway(DisconnectReason why);

    /**
     * Counts it under the reason's name, writes an answer through the channel's handlers, and ends the connection in order, all
     * within a limited time. What the peer still sends is dropped.
     *
     * @param answer owned by this method
     */
    void turnAway(DisconnectReason why, ByteBuf answer);

    /** Ends it in order, behind what has been written, and counts nothing: it has got all that it has asked for. */
    void finish();

    /** Ends it after {@link #comesFrom} has refused it, which has counted it: with the port's packet for that, if there is one. */
    void refuse(DisconnectReason why);
}
