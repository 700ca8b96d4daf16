package io.onesend.it.speed;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.onesend.network.Transport;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A chat server as a first version with Netty would be written: a length-field decoder, a channel group for each room, one
 * {@code writeAndFlush} for all members, all on the I/O thread. It shares no code with the product.
 */
public final class ByHandServer {

    /** Netty's default. */
    private static final int FLUSHES_AT_MOST = 256;

    private ByHandServer() {}

    /** Whether flushes are combined, which is the usual second step. */
    enum Flushing {
        /** Every message is flushed at once. */
        PLAIN(5),
        /** Combined by Netty's own handler, also while no read is under way: most receivers of a room are not being read. */
        BATCHED(1.5);

        private final double target;

        Flushing(double target) {
            this.target = target;
        }

        /** The required ratio of our deliveries per CPU second to this server's, in the work that the issue names. */
        double target() {
            return target;
        }
    }

    /** Arguments: transport and flushing. */
    public static void main(String[] args) throws IOException {
        NettyListener listener = start(Transport.valueOf(args[0]), Flushing.valueOf(args[1]));
        ServerJvm.serve(listener.address().getPort());
    }

    /**
     * The same over a WebSocket, with its flushes combined.
     *
     * @return its port
     */
    public static int startWebSocket(Transport transport) {
        Map<Integer, ByHandRoom> rooms = new ConcurrentHashMap<>();
        AtomicLong uniqueIds = new AtomicLong();
        NettyListener listener = NettyListener.open(transport, pipeline -> {
            pipeline.addLast(new FlushConsolidationHandler(FLUSHES_AT_MOST, true));
            ByHandWebSocketFrames.addTo(pipeline);
            pipeline.addLast(
                    new ByHandSession(number -> rooms.computeIfAbsent(number, unused -> new ByHandRoom()), uniqueIds));
        });
        return listener.address().getPort();
    }

    static NettyListener start(Transport transport, Flushing flushing) {
        Map<Integer, ByHandRoom> rooms = new ConcurrentHashMap<>();
        AtomicLong uniqueIds = new AtomicLong();
        return NettyListener.open(transport, pipeline -> {
            if (flushing == Flushing.BATCHED) {
                pipeline.addLast(new FlushConsolidationHandler(FLUSHES_AT_MOST, true));
            }
            pipeline.addLast(
                    new ChatFrameDecoder(),
                    new ByHandSession(number -> rooms.computeIfAbsent(number, unused -> new ByHandRoom()), uniqueIds));
        });
    }
}
