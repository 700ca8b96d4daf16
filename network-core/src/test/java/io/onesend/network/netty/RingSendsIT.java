package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.Errors.NativeIoException;
import io.onesend.network.Transport;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Needs io_uring: without it there is nothing to test, and {@link TransportProofIT} says what a server does then. */
@SuppressWarnings("try") // One peer is only there to be there.
class RingSendsIT {

    private static final long PATIENCE_SECONDS = 20;

    /** More than both sockets hold, so that a send waits for its peer and is cut short. */
    private static final int MUCH = 16 << 20;

    @ChannelHandler.Sharable
    private static final class Nothing extends ChannelInboundHandlerAdapter {}

    private EventLoopGroup group;
    private RingSends sends;
    private ServerSocket listening;

    @BeforeEach
    void begin() throws IOException {
        assumeThat(NettyTransport.isAvailable(Transport.IO_URING)).isTrue();
        group = EventLoops.newGroup(NettyTransport.named(Transport.IO_URING), 1, "net-ring-");
        sends = RingSends.on(group.next());
        listening = new ServerSocket();
        listening.setReceiveBufferSize(64 << 10);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void end() throws IOException {
        if (group != null) {
            EventLoops.stop(group);
            listening.close();
            ThreadCheck.assertNoThreadNamed("net-ring-");
        }
    }

    private Channel connect() throws InterruptedException {
        return new Bootstrap()
                .group(group)
                .channelFactory(NettyTransport.named(Transport.IO_URING).channels()::get)
                .handler(new Nothing())
                .connect(listening.getLocalSocketAddress())
                .sync()
                .channel();
    }

    private Socket accept() throws IOException {
        Socket peer = listening.accept();
        peer.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return peer;
    }

    private <T> T onLoop(Callable<T> task) throws Exception {
        return group.submit(task).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private @Nullable RingSend send(Channel channel, ByteBuf batch, ChannelPromise promise) throws Exception {
        return onLoop(() -> sends.send(channel, batch, promise));
    }

    private static byte[] numbers(int bytes) {
        ByteBuffer numbers = ByteBuffer.allocate(bytes);
        for (int i = 0; numbers.hasRemaining(); i++) {
            numbers.putInt(i);
        }
        return numbers.array();
    }

    private static ByteBuf numbered(int bytes) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeBytes(numbers(bytes));
    }

    private static void expectNumbers(InputStream in, int bytes) throws IOException {
        byte[] received = in.readNBytes(bytes);
        assertThat(Arrays.mismatch(received, numbers(bytes)))
                .as("first byte that differs")
                .isEqualTo(-1);
    }

    private void awaitCutShort(RingSend send) {
        await().until(() -> onLoop(() -> send.sent() > 0 && send.left() > 0));
    }

    private static Throwable failureOf(ChannelPromise promise) throws InterruptedException {
        assertThat(promise.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return promise.cause();
    }

    /** All there was on the way, and then an end of either kind. */
    private static long readToTheEnd(Socket peer) throws IOException {
        long bytes = 0;
        byte[] some = new byte[64 << 10];
        try {
            for (int n; (n = peer.getInputStream().read(some)) >= 0; ) {
                bytes += n;
            }
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return bytes;
    }

    @Test
    void sendsTheRestOfWhatAPeerTakesInParts() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            ByteBuf batch = numbered(MUCH);
            ChannelPromise promise = channel.newPromise();
            RingSend send = send(channel, batch, promise);
            awaitCutShort(send);
            assertThat(promise.isDone()).isFalse();
            assertThat(batch.refCnt()).isEqualTo(1);

            expectNumbers(peer.getInputStream(), MUCH);
            assertThat(promise.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(promise.isSuccess()).isTrue();
            assertThat(onLoop(send::sent)).isEqualTo(MUCH);
            assertThat(batch.refCnt()).isZero();
        }
    }

    @Test
    void sendsOneBufferToManyEachAtItsOwnPace() throws Exception {
        Channel first = connect();
        try (Socket slow = accept()) {
            Channel second = connect();
            try (Socket fast = accept()) {
                ByteBuf batch = numbered(MUCH);
                ChannelPromise slowly = first.newPromise();
                ChannelPromise quickly = second.newPromise();
                RingSend toSlow = send(first, batch.retain(), slowly);
                RingSend toFast = send(second, batch, quickly);
                assertThat(toSlow.index).isNotEqualTo(toFast.index);
                expectNumbers(fast.getInputStream(), MUCH);
                assertThat(quickly.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                assertThat(slowly.isDone()).isFalse();
                assertThat(batch.refCnt()).isEqualTo(1);

                expectNumbers(slow.getInputStream(), MUCH);
                assertThat(slowly.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                assertThat(slowly.isSuccess()).isTrue();
                assertThat(batch.refCnt()).isZero();
            }
        }
    }

    @Test
    void takesAPlaceAgainOnceItsSendHasEnded() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            for (int i = 0; i < 100; i++) {
                ChannelPromise promise = channel.newPromise();
                RingSend send = send(channel, numbered(4000), promise);
                assertThat(send.index).isZero();
                expectNumbers(peer.getInputStream(), 4000);
                assertThat(promise.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void endsTheConnectionOfAClosedChannelOnceItsSendIsCancelled() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            ByteBuf batch = numbered(MUCH);
            ChannelPromise promise = channel.newPromise();
            RingSend send = send(channel, batch, promise);
            awaitCutShort(send);
            channel.close().sync();
            onLoop(() -> {
                sends.cancel(send);
                return null;
            });
            assertThat(failureOf(promise)).isInstanceOf(IOException.class);
            assertThat(batch.refCnt()).isZero();
            assertThat(readToTheEnd(peer)).isLessThan(MUCH);
        }
    }

    @Test
    void doesNotSendTheRestToWhoeverHasTheNumberOfAClosedSocket() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            ByteBuf batch = numbered(MUCH);
            ChannelPromise promise = channel.newPromise();
            awaitCutShort(send(channel, batch, promise));
            channel.close().sync();

            Channel next = connect();
            try (Socket other = accept()) {
                // Not cancelled: it goes on with what its socket takes, is cut short there, and must stop.
                assertThat(readToTheEnd(peer)).isLessThan(MUCH);
                assertThat(failureOf(promise)).isInstanceOf(IOException.class);
                assertThat(batch.refCnt()).isZero();
                next.close().sync();
                assertThat(readToTheEnd(other)).isZero();
            }
        }
    }

    @Test
    void tellsWhyASendHasFailed() throws Exception {
        Channel channel = connect();
        Socket peer = accept();
        ByteBuf batch = numbered(MUCH);
        ChannelPromise promise = channel.newPromise();
        awaitCutShort(send(channel, batch, promise));
        peer.setSoLinger(true, 0);
        peer.close();

        assertThat(failureOf(promise)).isInstanceOf(NativeIoException.class).hasMessageContaining("send");
        assertThat(batch.refCnt()).isZero();
    }

    @Test
    void failsWhatIsOutstandingWhenTheLoopEnds() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            ByteBuf batch = numbered(MUCH);
            ChannelPromise promise = channel.newPromise();
            awaitCutShort(send(channel, batch, promise));
            EventLoops.stop(group);

            assertThat(failureOf(promise)).isInstanceOf(IOException.class);
            assertThat(batch.refCnt()).isZero();
            assertThat(readToTheEnd(peer)).isLessThan(MUCH);
        }
    }

    @Test
    void leavesToTheChannelWhatTheKernelCannotRead() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            ByteBuf onHeap = Unpooled.wrappedBuffer(new byte[] {1});
            ChannelPromise promise = channel.newPromise();
            assertThat(send(channel, onHeap, promise)).isNull();
            assertThat(onHeap.refCnt()).isEqualTo(1);
            assertThat(promise.isDone()).isFalse();
        }
    }
}
