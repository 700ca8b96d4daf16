package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session's batches as operations of its loop's ring. What the ring cannot send goes through Netty's channel: two
 * buffers at once, memory on the heap, and anything while the loop's sends are not registered.
 */
@IoThread
final class UringSendWriter implements SendWriter, SendWriter.Completion {

    private final Channel channel;
    private final UringSends sends;
    private @Nullable SendChannelWriter byChannel;

    // The outstanding write; without a send it goes through the channel.
    private @Nullable Completion completion;
    private @Nullable UringSend send;

    UringSendWriter(Channel channel, UringSends sends) {
        this.channel = channel;
        this.sends = sends;
    }

    @Override
    public void write(ByteBuf batch, @Nullable ByteBuf wrapped, Completion then) {
        assert channel.eventLoop().inEventLoop();
        if (completion != null) {
            throw SendWriter.refuse(batch, wrapped);
        }
        completion = then;
        UringSend begun = wrapped == null ? sends.begin(channel, batch, this) : null;
        if (begun == null) {
            byChannel().write(batch, wrapped, this);
        } else {
            send = begun;
            sends.submit(begun);
        }
    }

    /** Made when it is first needed: a session of small packets never does. */
    private SendChannelWriter byChannel() {
        SendChannelWriter writer = byChannel;
        if (writer == null) {
            writer = new SendChannelWriter(channel);
            byChannel = writer;
        }
        return writer;
    }

    @Override
    public long progress() {
        assert channel.eventLoop().inEventLoop();
        if (send != null) {
            return send.sent();
        }
        return byChannel == null ? 0 : byChannel.progress();
    }

    /** Cancels a send of the ring: the channel does not know of it, and it would keep the closed socket from ending. */
    @Override
    public void abandon() {
        assert channel.eventLoop().inEventLoop();
        if (send != null) {
            sends.cancel(send);
        }
    }

    @Override
    public void written() {
        end().written();
    }

    @Override
    public void failed(Throwable cause) {
        end().failed(cause);
    }

    /** Forgets the write first, because its completion may begin the next one. */
    private Completion end() {
        Completion ended = completion;
        if (ended == null) {
            throw new IllegalStateException("a write ends that has not begun");
        }
        completion = null;
        send = null;
        return ended;
    }
}
