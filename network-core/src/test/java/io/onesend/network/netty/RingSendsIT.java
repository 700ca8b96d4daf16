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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the sends on io_uring, where there is io_uring; {@link TransportProofIT} tests a server without it. */
@SuppressWarnings("try") // Some peers are only opened and closed.
class RingSendsIT {

    private static final long PATIENCE_SECONDS = 20;

    /** More bytes than both sockets hold, so that a send waits for its peer and is partial. */
    private static final int MUCH = 16 << 20;

    /** More than a short can count. */
    private static final int MANY = 33_000;

    @ChannelHandler.Sharable
    private static final class Nothing extends ChannelInboundHandlerAdapter {}

    private final List<Channel> connected = new ArrayList<>();
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
    void end() throws Exception {
        if (group != null) {
            endLoop();
            listening.close();
            ThreadCheck.assertNoThreadNamed("net-ring-");
        }
    }

    /** Ends as a server does: first connections, then their outstanding sends, then the thread. */
    private void endLoop() throws Exception {
        if (group.isShuttingDown()) {
            return;
        }
        connected.forEach(channel -> channel.close().awaitUninterruptibly());
        onLoop(() -> {
            sends.close();
            return null;
        });
        EventLoops.stop(group);
    }

    private Channel connect() throws InterruptedException {
        Channel channel = new Bootstrap()
                .group(group)
                .channelFactory(NettyTransport.named(Transport.IO_URING).channels()::get)
                .handler(new Nothing())
                .connect(listening.getLocalSocketAddress())
                .sync()
                .channel();
        connected.add(channel);
        return channel;
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

    /** A send of which the peer's socket has taken a part; the peer does not read. */
    private Outstanding cutShort(Channel channel) throws Exception {
        ByteBuf batch = numbered(MUCH);
        ChannelPromise promise = channel.newPromise();
        RingSend send = send(channel, batch, promise);
        await().until(() -> onLoop(() -> send.sent() > 0 && send.left() > 0));
        assertThat(promise.isDone()).isFalse();
        assertThat(batch.refCnt()).isEqualTo(1);
        return new Outstanding(batch, promise, send);
    }

    private record Outstanding(ByteBuf batch, ChannelPromise promise, RingSend send) {

        /** Null if it succeeded. */
        @Nullable
        Throwable end() throws InterruptedException {
            awaitEnd(promise);
            assertThat(batch.refCnt()).isZero();
            return promise.cause();
        }
    }

    private static void awaitEnd(ChannelPromise promise) throws InterruptedException {
        assertThat(promise.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Reads all bytes under way, and then an end of either kind. */
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
            Outstanding outstanding = cutShort(channel);
            expectNumbers(peer.getInputStream(), MUCH);
            assertThat(outstanding.end()).isNull();
            assertThat(onLoop(outstanding.send()::sent)).isEqualTo(MUCH);
        }
    }

    @Test
    void sendsOneBufferToManyEachAtItsOwnPace() throws Exception {
        Channel first = connect();
        try (Socket slow = accept()) {
            Channel second = connect();
            try (Socket fast = accept()) {
                Outstanding toSlow = cutShort(first);
                ChannelPromise quickly = second.newPromise();
                send(second, toSlow.batch().retain(), quickly);
                expectNumbers(fast.getInputStream(), MUCH);
                awaitEnd(quickly);
                assertThat(toSlow.promise().isDone()).isFalse();
                assertThat(toSlow.batch().refCnt()).isEqualTo(1);

                expectNumbers(slow.getInputStream(), MUCH);
                assertThat(toSlow.end()).isNull();
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
                awaitEnd(promise);
            }
        }
    }

    @Test
    void endsTheConnectionOfAClosedChannelOnceItsSendIsCancelled() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            Outstanding outstanding = cutShort(channel);
            channel.close().sync();
            onLoop(() -> {
                sends.cancel(outstanding.send());
                return null;
            });
            assertThat(outstanding.end()).isInstanceOf(IOException.class);
            assertThat(readToTheEnd(peer)).isLessThan(MUCH);
        }
    }

    @Test
    void doesNotSendTheRestToWhoeverHasTheNumberOfAClosedSocket() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            Outstanding outstanding = cutShort(channel);
            channel.close().sync();

            Channel next = connect();
            try (Socket other = accept()) {
                // Not cancelled: it goes on with the bytes that its socket takes, is partial there, and must stop.
                assertThat(readToTheEnd(peer)).isLessThan(MUCH);
                assertThat(outstanding.end()).isInstanceOf(IOException.class);
                next.close().sync();
                assertThat(readToTheEnd(other)).isZero();
            }
        }
    }

    @Test
    void sendsNothingToWhoeverHasTheNumberOfAClosedSocket() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            channel.close().sync();
            assertThat(readToTheEnd(peer)).isZero();

            Channel next = connect();
            try (Socket other = accept()) {
                ByteBuf batch = numbered(4000);
                assertThat(send(channel, batch, channel.newPromise())).isNull();
                batch.release();
                next.close().sync();
                assertThat(readToTheEnd(other)).isZero();
            }
        }
    }

    @Test
    void tellsWhyASendHasFailed() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            Outstanding outstanding = cutShort(channel);
            peer.setSoLinger(true, 0);
            peer.close();
            assertThat(outstanding.end()).isInstanceOf(NativeIoException.class).hasMessageContaining("send");
        }
    }

    @Test
    void failsWhatIsOutstandingWhenTheLoopEnds() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            Outstanding outstanding = cutShort(channel);
            endLoop();
            assertThat(outstanding.end()).isInstanceOf(IOException.class);
            assertThat(readToTheEnd(peer)).isLessThan(MUCH);
        }
    }

    /** Netty identifies operations by a short, and in another way if their number does not fit. */
    @Test
    void hasMorePlacesThanAShortCounts() throws Exception {
        Channel channel = connect();
        try (Socket peer = accept()) {
            Outstanding first = cutShort(channel);
            List<ChannelPromise> others = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                others.add(channel.newPromise());
            }
            RingSend last = onLoop(() -> {
                RingSend send = first.send();
                for (ChannelPromise promise : others) {
                    send = sends.send(channel, first.batch().retain(), promise);
                }
                return send;
            });
            assertThat(last.index).isEqualTo(MANY);
            onLoop(() -> {
                sends.cancel(last);
                return null;
            });
            awaitEnd(others.get(MANY - 1));
            assertThat(others.get(MANY - 1).cause()).isInstanceOf(IOException.class);
            assertThat(others.get(MANY - 2).isDone()).isFalse();

            endLoop();
            assertThat(first.end()).isInstanceOf(IOException.class);
            assertThat(others).allMatch(promise -> promise.cause() instanceof IOException);
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
