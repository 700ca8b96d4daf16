package io.onesend.network.netty.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/** The TLS of a connection, as its session sees it. Whoever knows only this needs none of Netty's classes for TLS. */
@IoThread
public interface Encryption extends ChannelHandler {

    /** The name of the handler in its channel's pipeline. */
    String NAME = "encryption";

    /** {@return that of a connection; null: it is not encrypted} */
    static @Nullable Encryption of(Channel channel) {
        assert channel.eventLoop().inEventLoop();
        return (Encryption) channel.pipeline().get(NAME);
    }

    /**
     * Ends this side in order, after all that was written: with a close_notify, and then with the end of the stream.
     *
     * @param last the peer's side has ended already, so the connection is closed after that
     */
    void endOutput(boolean last);

    /** Whether the peer, by ending its side, has ended ours too: nothing can be written any more, and that is no error. */
    boolean wasEndedByPeer();
}
