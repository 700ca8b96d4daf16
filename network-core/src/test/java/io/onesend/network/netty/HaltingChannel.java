package io.onesend.network.netty;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;

/** A channel without a socket that writes nothing while it is halted. */
final class HaltingChannel extends EmbeddedChannel {

    boolean writes = true;

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
        if (writes) {
            super.doWrite(in);
        }
    }
}
