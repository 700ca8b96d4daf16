package io.onesend.network.netty;

import static io.onesend.network.netty.UringHarness.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests by which road a session's writes leave on io_uring, and that only one is outstanding on both roads together. */
class UringSendWriterIT {

    /** More bytes than both sockets hold, so that a write stays outstanding until its peer reads. */
    private static final int MUCH = 16 << 20;

    private final RecordedCompletion completion = new RecordedCompletion();
    private UringHarness ring;
    private Channel channel;
    private Socket peer;
    private UringSendWriter writer;

    @BeforeEach
    void connect() throws Exception {
        ring = new UringHarness();
        channel = ring.connect();
        peer = ring.accept();
        writer = new UringSendWriter(channel, ring.sends);
    }

    @AfterEach
    void end() throws Exception {
        if (ring != null) {
            peer.close();
            ring.close();
        }
    }

    private static ByteBuf direct(String text) {
        return PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuf much() {
        return PooledByteBufAllocator.DEFAULT.directBuffer(MUCH).writeZero(MUCH);
    }

    private boolean isChannelWriting() throws Exception {
        return ring.call(() -> channel.unsafe().outboundBuffer().current() != null);
    }

    private void assertReceived(String text) throws IOException {
        assertThat(new String(peer.getInputStream().readNBytes(text.length()), StandardCharsets.US_ASCII))
                .isEqualTo(text);
    }

    private static SendWriter.Completion then(Runnable next) {
        return new RecordedCompletion() {
            @Override
            public void written() {
                next.run();
            }
        };
    }

    @Test
    void writesWhatTheRingCannotSendThroughTheChannelInOrder() throws Exception {
        ByteBuf onHeap = Unpooled.wrappedBuffer("four ".getBytes(StandardCharsets.US_ASCII));
        ring.run(() -> writer.write(
                direct("one "),
                null,
                then(() -> writer.write(
                        direct("two "), direct("three "), then(() -> writer.write(onHeap, null, completion))))));

        assertReceived("one two three four ");
        assertThat(completion.awaitEnd(PATIENCE_SECONDS)).isTrue();
        assertThat(completion.failure()).isNull();
    }

    @Test
    void refusesAWriteWhileASendOfTheRingIsOutstanding() throws Exception {
        ring.run(() -> writer.write(much(), null, completion));
        assertThat(isChannelWriting()).isFalse();

        assertRefusesAnotherWrite();
    }

    @Test
    void refusesAWriteWhileTheChannelsIsOutstanding() throws Exception {
        ring.run(() -> writer.write(much(), direct("end"), completion));
        assertThat(isChannelWriting()).isTrue();

        assertRefusesAnotherWrite();
    }

    private void assertRefusesAnotherWrite() throws Exception {
        ByteBuf batch = direct("never");
        ring.run(() -> assertThatThrownBy(() -> writer.write(batch, null, new RecordedCompletion()))
                .isInstanceOf(IllegalStateException.class));
        assertThat(batch.refCnt()).isZero();
        assertThat(completion.hasEnded()).isFalse();

        assertThat(peer.getInputStream().readNBytes(MUCH)).hasSize(MUCH).containsOnly(0);
        assertThat(completion.awaitEnd(PATIENCE_SECONDS)).isTrue();
        assertThat(completion.failure()).isNull();
    }

    @Test
    void showsTheProgressOfBothRoads() throws Exception {
        ring.run(() -> writer.write(much(), null, completion));
        await().until(() -> ring.call(writer::progress) > 0);
        peer.getInputStream().readNBytes(MUCH);
        assertThat(completion.awaitEnd(PATIENCE_SECONDS)).isTrue();

        ring.run(() -> writer.write(much(), direct("end"), new RecordedCompletion()));
        long before = ring.call(writer::progress);
        peer.getInputStream().readNBytes(MUCH);
        await().until(() -> ring.call(writer::progress) > before);
    }

    @Test
    void endsTheSendOfAClosedConnectionWhenAbandoned() throws Exception {
        ring.run(() -> writer.write(much(), null, completion));
        channel.close().sync();
        ring.run(writer::abandon);

        assertThat(completion.awaitEnd(PATIENCE_SECONDS)).isTrue();
        assertThat(completion.failure()).isInstanceOf(IOException.class);
    }

    @Test
    void theChannelFailsItsOwnWriteWhenClosed() throws Exception {
        ring.run(() -> writer.write(much(), direct("end"), completion));
        channel.close().sync();
        ring.run(writer::abandon);

        assertThat(completion.awaitEnd(PATIENCE_SECONDS)).isTrue();
        assertThat(completion.failure()).isInstanceOf(IOException.class);
    }
}
