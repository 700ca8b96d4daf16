package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.door.Encryption;

/** Ends our side of a connection, when everything accepted has gone out. */
@IoThread
class SessionOutputEnd {

    final Channel channel;

    SessionOutputEnd(Channel channel) {
        this.channel = channel;
    }

    /** @param last the peer's side has ended already, so the connection is over */
    void end(boolean last) {
        assert channel.eventLoop().inEventLoop();
        Encryption encryption = Encryption.of(channel);
        if (encryption != null) {
            encryption.endOutput(last);
        } else if (last) {
            channel.close();
        } else {
            ((DuplexChannel) channel).shutdownOutput();
        }
    }
}
