package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/** Writes a session's batches through Netty's channel: the way of every transport. */
@IoThread
final class SendChannelWriter implements SendWriter {

    private final Channel channel;
    private final SendChannelPromise promise;

    SendChannelWriter(Channel channel) {
        this.channel = channel;
        this.promise = new SendChannelPromise(channel);
    }

    @Override
    public void write(ByteBuf batch, @Nullable ByteBuf wrapped, Completion completion) {
        assert channel.eventLoop().inEventLoop();
        if (!promise.isDone()) {
            throw SendWriter.refuse(batch, wrapped);
        }
        promise.begin(completion);
        if (wrapped == null) {
            channel.writeAndFlush(batch, promise);
        } else {
            // Two buffers and one flush make one gathering write; the second buffer's promise covers both.
            channel.write(batch, channel.voidPromise());
            channel.writeAndFlush(wrapped, promise);
        }
    }

    /**
     * Counts the bytes of the buffer that is going out, and those that have not begun less. With TLS a write becomes a buffer for each
     * record, and the progress of one begins at 0.
     */
    @Override
    public long progress() {
        assert channel.eventLoop().inEventLoop();
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        return outbound == null ? 0 : outbound.currentProgress() - outbound.totalPendingWriteBytes();
    }

    /** Does nothing: a closed channel fails what it has not written. */
    @Override
    public void abandon() {
        assert channel.eventLoop().inEventLoop();
        // The channel knows of the write.
    }
}
