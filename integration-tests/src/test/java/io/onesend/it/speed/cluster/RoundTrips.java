package io.onesend.it.speed.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Bare round trips from the load to Redis, one each millisecond: the least that a message by way of Redis can take. Event loop. */
final class RoundTrips extends ChannelInboundHandlerAdapter {

    private static final byte[] PING = "PING\r\n".getBytes(US_ASCII);
    private static final int PONG_BYTES = "+PONG\r\n".length();

    private final long end;
    private final Histogram nanos = new Histogram(3);
    private final CompletableFuture<Histogram> done = new CompletableFuture<>();
    private long sentAt;
    private int received;

    private RoundTrips(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    /** The nanoseconds of each. */
    static Histogram measure(LoadLoop loop, InetSocketAddress redis, Duration time) {
        RoundTrips trips = new RoundTrips(time);
        loop.connect(redis, trips);
        return LoadLoop.get(trips.done, time.plusSeconds(30));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ping(ctx);
    }

    private void ping(ChannelHandlerContext ctx) {
        sentAt = System.nanoTime();
        ctx.writeAndFlush(Unpooled.wrappedBuffer(PING));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object answer) {
        ByteBuf bytes = (ByteBuf) answer;
        received += bytes.readableBytes();
        bytes.release();
        if (received < PONG_BYTES) {
            return;
        }
        received = 0;
        long now = System.nanoTime();
        nanos.recordValue(now - sentAt);
        if (now - end < 0) {
            ctx.executor().schedule(() -> ping(ctx), 1, TimeUnit.MILLISECONDS);
        } else {
            done.complete(nanos);
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        done.completeExceptionally(new IllegalStateException("Redis has closed the connection"));
    }
}
