package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of one server without sockets, which send long frames. The test steps both threads and the clock. A channel takes bytes
 * only while its session reads, as a socket does.
 */
final class SteppedUploads implements SessionListener<byte[]>, AutoCloseable {

    /** A length of four bytes in front, which does not count itself. */
    static final FrameFormat FRAMES = FrameFormat.lengthPrefixed(0, 4, ByteOrder.BIG_ENDIAN, false, 4);

    /** What one read brings. */
    static final int READ = 10_000;

    final LogicLoop loop = LogicLoop.stepped();
    final InboundBudget budget;
    final List<Upload> uploads = new ArrayList<>();
    BiConsumer<Upload, byte[]> onPacket = (upload, packet) -> {};
    private final NetworkConfig config;
    private final SendBudget sendBudget = new SendBudget(1 << 20);
    private final SessionRegistry live;
    private long now = 1_000_000_000_000L;

    SteppedUploads(NetworkConfig config) {
        this.config = config;
        this.budget = new InboundBudget(config, config.maxFrameBytes());
        this.live = new SessionRegistry(config);
    }

    static byte[] frame(int length) {
        byte[] frame = ByteBuffer.allocate(length).putInt(length - 4).array();
        new Random(length).nextBytes(frame);
        return ByteBuffer.wrap(frame).putInt(length - 4).array();
    }

    /** Short, for messages of failed tests. */
    static String nameOf(byte[] frame) {
        CRC32 check = new CRC32();
        check.update(frame);
        return frame.length + " bytes, CRC " + Long.toHexString(check.getValue());
    }

    static List<String> namesOf(byte[]... frames) {
        return Arrays.stream(frames).map(SteppedUploads::nameOf).toList();
    }

    /** One peer and its session. */
    final class Upload {
        final EmbeddedChannel channel = new EmbeddedChannel();
        final List<String> received = new ArrayList<>();
        final List<DisconnectReason> ends = new ArrayList<>();
        private final SendLane lane = new SendLane(channel.eventLoop(), () -> now);
        private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
        private int sent;

        @Nullable
        Session session;

        Upload(byte[]... frames) {
            uploads.add(this);
            send(frames);
            SessionContext context = SessionContext.of(
                    SharedContext.of(Logic.on(loop), live, sendBudget, budget),
                    config,
                    PacketDecoder.BYTES,
                    SteppedUploads.this);
            channel.pipeline().addLast(new SessionHandler(uploads.size(), channel, context, lane));
            channel.pipeline().fireChannelActive();
            settle();
        }

        void send(byte[]... frames) {
            for (byte[] frame : frames) {
                stream.writeBytes(frame);
            }
        }

        /** Brings at most this number of bytes, if the session reads; returns whether it brought any. */
        boolean read(int most) {
            int bytes = Math.min(most, stream.size() - sent);
            if (bytes == 0 || !isRead() || !channel.isOpen()) {
                return false;
            }
            byte[] next = Arrays.copyOfRange(stream.toByteArray(), sent, sent + bytes);
            sent += bytes;
            channel.writeInbound(Unpooled.directBuffer(bytes).writeBytes(next));
            channel.runPendingTasks();
            return true;
        }

        /** Brings everything that the session reads before the logic thread runs. */
        void readAll() {
            while (read(READ)) {
                continue;
            }
        }

        boolean isRead() {
            return channel.config().isAutoRead();
        }

        int sent() {
            return sent;
        }

        Session session() {
            assertThat(session).isNotNull();
            return session;
        }
    }

    /** Runs both threads until neither has work. */
    void settle() {
        do {
            uploads.forEach(upload -> upload.channel.runPendingTasks());
        } while (loop.step() > 0);
        uploads.forEach(upload -> upload.channel.runPendingTasks());
    }

    /** Brings bytes in turn, with the logic thread in between, until none is taken any more; returns the most bytes held. */
    long run() {
        settle();
        long most = budget.used();
        boolean any = true;
        while (any) {
            any = false;
            for (Upload upload : uploads) {
                any |= upload.read(READ);
                most = Math.max(most, budget.used());
            }
            settle();
        }
        return most;
    }

    void onLogic(Runnable task) {
        loop.execute(task);
        settle();
    }

    void pass(Duration time) {
        for (long seconds = 0; seconds < time.toSeconds(); seconds++) {
            now += 1_000_000_000;
            uploads.forEach(upload -> upload.lane.sweep());
            settle();
        }
    }

    private Upload of(Session session) {
        return uploads.get((int) session.id() - 1);
    }

    @Override
    public void onConnect(Session session) {
        of(session).session = session;
    }

    @Override
    public void onReceive(Session session, byte[] packet) {
        of(session).received.add(nameOf(packet));
        onPacket.accept(of(session), packet);
    }

    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        of(session).ends.add(reason);
    }

    /** Ends every session and checks that nothing is held any more. */
    @Override
    public void close() {
        uploads.forEach(upload -> upload.channel.finishAndReleaseAll());
        settle();
        uploads.forEach(upload -> {
            upload.lane.batch().close();
            assertThat(upload.ends).hasSize(1);
        });
        assertThat(budget.used()).isZero();
        assertThat(budget.doesAnyWait()).isFalse();
    }
}
