package io.onesend.it.speed;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.ReferenceCountUtil;
import io.onesend.network.Transport;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The streaming servers as one writes them with Netty: reading follows the writability of the other end. */
final class NettyStreams {

    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(StreamServer.LOW, StreamServer.HIGH);

    private NettyStreams() {}

    static int listen(Transport transport, StreamServer.Work work, InetSocketAddress origin) {
        return NettyListener.open(transport, pipeline -> {
                    pipeline.channel().config().setWriteBufferWaterMark(MARKS);
                    switch (work) {
                        case DOWNLOAD -> pipeline.addLast(new Download());
                        case FORWARD -> {
                            pipeline.channel().config().setAutoRead(false);
                            pipeline.addLast(new Forward(origin));
                        }
                    }
                })
                .address()
                .getPort();
    }

    private static final class Download extends ChannelInboundHandlerAdapter {

        private final ByteBuf chunk =
                ByteBufAllocator.DEFAULT.directBuffer(StreamServer.CHUNK).writeZero(StreamServer.CHUNK);
        private long left;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object request) {
            ReferenceCountUtil.release(request);
            left = StreamServer.BYTES;
            send(ctx);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            send(ctx);
        }

        private void send(ChannelHandlerContext ctx) {
            ChannelFuture last = null;
            while (left > 0 && ctx.channel().isWritable()) {
                left -= chunk.readableBytes();
                if (left == 0) {
                    last = ctx.write(chunk.retainedDuplicate());
                } else {
                    ctx.write(chunk.retainedDuplicate(), ctx.voidPromise());
                }
            }
            ctx.flush();
            if (last != null) {
                last.addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            chunk.release();
        }
    }

    /** Either end of a forward; the near one opens the far one, on its own I/O thread. */
    private static final class Forward extends ChannelInboundHandlerAdapter {

        private final @Nullable InetSocketAddress origin;
        private @Nullable Channel other;

        Forward(InetSocketAddress origin) {
            this.origin = origin;
        }

        private Forward(Channel near) {
            this.origin = null;
            this.other = near;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (origin == null) {
                return;
            }
            Channel near = ctx.channel();
            ChannelFuture connecting = new Bootstrap()
                    .group(near.eventLoop())
                    .channel(near.getClass())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
                    .handler(new Forward(near))
                    .connect(origin);
            other = connecting.channel();
            connecting.addListener(connected -> {
                if (connected.isSuccess()) {
                    near.config().setAutoRead(true);
                } else {
                    near.close();
                }
            });
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            other().write(bytes, other().voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            other().flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            other().config().setAutoRead(ctx.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (other().isActive()) {
                other().writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }

        private Channel other() {
            if (other == null) {
                throw new IllegalStateException("read before the other end was there");
            }
            return other;
        }
    }
}
