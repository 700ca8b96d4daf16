package io.onesend.network.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;

/** A channel of a test whose output can be ended alone, as that of a socket. */
class DuplexEmbeddedChannel extends EmbeddedChannel implements DuplexChannel {

    private boolean outputIsShutDown;

    /** It is not registered yet. */
    DuplexEmbeddedChannel(ChannelHandler initializer) {
        super(false, false, initializer);
    }

    @Override
    public boolean isOutputShutdown() {
        return outputIsShutDown;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        outputIsShutDown = true;
        return promise.setSuccess();
    }

    @Override
    public boolean isInputShutdown() {
        return false;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        throw new UnsupportedOperationException("the input ends with the channel");
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        throw new UnsupportedOperationException("the input ends with the channel");
    }
}
