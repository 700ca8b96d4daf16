package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the sends on io_uring, where there is io_uring; {@link TransportProofIT} tests a server without it. */
@SuppressWarnings("try") // Some peers are only opened and closed.
class UringSendsIT {

    /** More bytes than both sockets hold, so that a send waits for its peer and is partial. */
    private static final int MUCH = 16 << 20;

    /** More than a short can count. */
    private static final int MANY = 33_000;

    private UringHarness ring;

    @BeforeEach
    void begin() throws IOException {
        ring = new UringHarness();
    }

    @AfterEach
    void end() throws Exception {
        if (ring != null) {
            ring.close();
        }
    }

    private @Nullable UringSend send(Channel channel, ByteBuf batch, RecordedCompletion completion) throws Exception {
        return ring.call(() -> sendOnLoop(channel, batch, completion));
    }

    private @Nullable UringSend sendOnLoop(Channel channel, ByteBuf batch, RecordedCompletion completion) {
        UringSend send = ring.sends.begin(channel, batch, completion);
        if (send != null) {
            ring.sends.submit(send);
        }
        return send;
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
        RecordedCompletion completion = new RecordedCompletion();
        UringSend send = send(channel, batch, completion);
        await().until(() -> ring.call(() -> send.sent() > 0 && send.left() > 0));
        assertThat(completion.hasEnded()).isFalse();
        assertThat(batch.refCnt()).isEqualTo(1);
        return new Outstanding(batch, completion, send);
    }

    private record Outstanding(ByteBuf batch, RecordedCompletion completion, UringSend send) {

        /** Null if it succeeded. */
        @Nullable
        Throwable end() throws InterruptedException {
            awaitEnd(completion);
            assertThat(batch.refCnt()).isZero();
            return completion.failure();
        }
    }

    private static void awaitEnd(RecordedCompletion completion) throws InterruptedException {
        assertThat(completion.awaitEnd(UringHarness.PATIENCE_SECONDS)).isTrue();
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
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            Outstanding outstanding = cutShort(channel);
            expectNumbers(peer.getInputStream(), MUCH);
            assertThat(outstanding.end()).isNull();
            assertThat(ring.call(outstanding.send()::sent)).isEqualTo(MUCH);
        }
    }

    @Test
    void sendsOneBufferToManyEachAtItsOwnPace() throws Exception {
        Channel first = ring.connect();
        try (Socket slow = ring.accept()) {
            Channel second = ring.connect();
            try (Socket fast = ring.accept()) {
                Outstanding toSlow = cutShort(first);
                RecordedCompletion quickly = new RecordedCompletion();
                send(second, toSlow.batch().retain(), quickly);
                expectNumbers(fast.getInputStream(), MUCH);
                awaitEnd(quickly);
                assertThat(toSlow.completion().hasEnded()).isFalse();
                assertThat(toSlow.batch().refCnt()).isEqualTo(1);

                expectNumbers(slow.getInputStream(), MUCH);
                assertThat(toSlow.end()).isNull();
            }
        }
    }

    @Test
    void takesAPlaceAgainOnceItsSendHasEnded() throws Exception {
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            for (int i = 0; i < 100; i++) {
                RecordedCompletion completion = new RecordedCompletion();
                UringSend send = send(channel, numbered(4000), completion);
                assertThat(send.index).isZero();
                expectNumbers(peer.getInputStream(), 4000);
                awaitEnd(completion);
            }
        }
    }

    @Test
    void endsTheConnectionOfAClosedChannelOnceItsSendIsCancelled() throws Exception {
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            Outstanding outstanding = cutShort(channel);
            channel.close().sync();
            ring.run(() -> ring.sends.cancel(outstanding.send()));
            assertThat(outstanding.end()).isInstanceOf(IOException.class);
            assertThat(readToTheEnd(peer)).isLessThan(MUCH);
        }
    }

    @Test
    void doesNotSendTheRestToWhoeverHasTheNumberOfAClosedSocket() throws Exception {
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            Outstanding outstanding = cutShort(channel);
            channel.close().sync();

            Channel next = ring.connect();
            try (Socket other = ring.accept()) {
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
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            channel.close().sync();
            assertThat(readToTheEnd(peer)).isZero();

            Channel next = ring.connect();
            try (Socket other = ring.accept()) {
                ByteBuf batch = numbered(4000);
                assertThat(send(channel, batch, new RecordedCompletion())).isNull();
                batch.release();
                next.close().sync();
                assertThat(readToTheEnd(other)).isZero();
            }
        }
    }

    @Test
    void tellsWhyASendHasFailed() throws Exception {
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            Outstanding outstanding = cutShort(channel);
            peer.setSoLinger(true, 0);
            peer.close();
            assertThat(outstanding.end()).isInstanceOf(NativeIoException.class).hasMessageContaining("send");
        }
    }

    @Test
    void failsWhatIsOutstandingWhenTheLoopEnds() throws Exception {
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            Outstanding outstanding = cutShort(channel);
            ring.endLoop();
            assertThat(outstanding.end()).isInstanceOf(IOException.class);
            assertThat(readToTheEnd(peer)).isLessThan(MUCH);
        }
    }

    /** Netty identifies operations by a short, and in another way if their number does not fit. */
    @Test
    void hasMorePlacesThanAShortCounts() throws Exception {
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            Outstanding first = cutShort(channel);
            List<RecordedCompletion> others = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                others.add(new RecordedCompletion());
            }
            UringSend last = ring.call(() -> {
                UringSend send = first.send();
                for (RecordedCompletion completion : others) {
                    send = sendOnLoop(channel, first.batch().retain(), completion);
                }
                return send;
            });
            assertThat(last.index).isEqualTo(MANY);
            ring.run(() -> ring.sends.cancel(last));
            awaitEnd(others.get(MANY - 1));
            assertThat(others.get(MANY - 1).failure()).isInstanceOf(IOException.class);
            assertThat(others.get(MANY - 2).hasEnded()).isFalse();

            ring.endLoop();
            assertThat(first.end()).isInstanceOf(IOException.class);
            assertThat(others).allMatch(completion -> completion.failure() instanceof IOException);
        }
    }

    @Test
    void leavesToTheChannelWhatTheKernelCannotRead() throws Exception {
        Channel channel = ring.connect();
        try (Socket peer = ring.accept()) {
            ByteBuf onHeap = Unpooled.wrappedBuffer(new byte[] {1});
            RecordedCompletion completion = new RecordedCompletion();
            assertThat(send(channel, onHeap, completion)).isNull();
            assertThat(onHeap.refCnt()).isEqualTo(1);
            assertThat(completion.hasEnded()).isFalse();
        }
    }
}
