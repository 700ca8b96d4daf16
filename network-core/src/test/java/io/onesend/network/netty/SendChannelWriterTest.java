package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the writes through a channel that ends each when the test says so. */
class SendChannelWriterTest {

    private final List<ChannelPromise> promises = new ArrayList<>();
    private final List<ByteBuf> buffers = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new Holding());
    private final SendChannelWriter writer = new SendChannelWriter(channel);
    private final RecordedCompletion completion = new RecordedCompletion();

    /** Keeps what is written from the channel. */
    private final class Holding extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            buffers.add((ByteBuf) message);
            promises.add(promise);
        }
    }

    private static ByteBuf bytes() {
        return Unpooled.directBuffer().writeZero(10);
    }

    private ChannelPromise beginWrite() {
        writer.write(bytes(), null, completion);
        return promises.get(promises.size() - 1);
    }

    @AfterEach
    void releaseWhatWasWritten() {
        buffers.forEach(ByteBuf::release);
        channel.close();
    }

    @Test
    void endsOneWriteAfterAnotherWithOnePromise() {
        for (int write = 1; write <= 3; write++) {
            ChannelPromise promise = beginWrite();
            assertThat(promise.isDone()).isFalse();
            assertThat(promise.trySuccess()).isTrue();
            assertThat(promise.isSuccess()).isTrue();
            assertThat(completion.written).isEqualTo(write);
        }
        assertThat(promises).allMatch(promise -> promise == promises.get(0));
        assertThat(completion.failures).isEmpty();
    }

    @Test
    void endsEachWriteOnce() {
        ChannelPromise promise = beginWrite();
        IOException reset = new IOException("reset");
        assertThat(promise.tryFailure(reset)).isTrue();
        assertThat(promise.tryFailure(new IOException("again"))).isFalse();
        assertThat(promise.trySuccess()).isFalse();
        assertThatThrownBy(promise::setSuccess).isInstanceOf(IllegalStateException.class);

        assertThat(completion.failures).containsExactly(reset);
        assertThat(completion.written).isZero();
        assertThat(promise.cause()).isSameAs(reset);
        assertThat(promise.isSuccess()).isFalse();
    }

    @Test
    void writesTwoBuffersAsOneWrite() {
        writer.write(bytes(), bytes(), completion);

        assertThat(promises).hasSize(2);
        assertThat(promises.get(0).isVoid()).isTrue();
        assertThat(completion.written).isZero();
        promises.get(1).setSuccess();
        assertThat(completion.written).isEqualTo(1);
    }

    @Test
    void refusesAWriteWhileAnotherIsOutstanding() {
        ChannelPromise first = beginWrite();
        ByteBuf batch = bytes();
        ByteBuf wrapped = bytes();

        assertThatThrownBy(() -> writer.write(batch, wrapped, completion)).isInstanceOf(IllegalStateException.class);

        assertThat(batch.refCnt()).isZero();
        assertThat(wrapped.refCnt()).isZero();
        assertThat(promises).hasSize(1);
        first.setSuccess();
        assertThat(completion.written).isEqualTo(1);
    }

    @Test
    void beginsTheNextWriteFromTheEndOfTheLast() {
        writer.write(bytes(), null, new RecordedCompletion() {
            @Override
            public void written() {
                writer.write(bytes(), null, completion);
            }
        });
        promises.get(0).setSuccess();

        assertThat(promises).hasSize(2);
        assertThat(promises.get(1).isDone()).isFalse();
        promises.get(1).setSuccess();
        assertThat(completion.written).isEqualTo(1);
    }

    @Test
    void letsNobodyElseFollowTheWrite() {
        ChannelPromise promise = beginWrite();
        assertThatThrownBy(() -> promise.addListener(future -> {})).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(promise::sync).isInstanceOf(UnsupportedOperationException.class);
        assertThat(promise.cancel(true)).isFalse();
    }
}
