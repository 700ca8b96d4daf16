package io.onesend.network.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.onesend.network.NetworkException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a transport that works by using it: a server on loopback, a connection to it, some bytes there and back. What Netty
 * says is available may still stall or be forbidden, by a kernel or a container. Nothing is remembered: the next start tries
 * again.
 */
final class TransportProof {

    private static final Logger LOG = LoggerFactory.getLogger(TransportProof.class);

    /** For each step of a transport, so that a cold start on a busy machine, which takes long for all, is not taken for a stall. */
    static final Duration LIMIT = Duration.ofSeconds(1);

    private static final int BYTES = 64;

    private final List<NettyTransport> candidates;
    private final Duration limit;

    TransportProof(List<NettyTransport> candidates, Duration limit) {
        this.candidates = List.copyOf(candidates);
        this.limit = limit;
    }

    /** The one that worked, and the line that says so and why none before it did. */
    record Outcome(NettyTransport transport, String explanation) {}

    /**
     * The first that works; says in one line which, and why not those before it.
     *
     * @throws NetworkException none does
     */
    static NettyTransport firstThatWorks(List<NettyTransport> candidates) {
        Outcome outcome = new TransportProof(candidates, LIMIT).run();
        LOG.info("{}", outcome.explanation());
        return outcome.transport();
    }

    Outcome run() {
        List<String> failures = new ArrayList<>();
        for (NettyTransport candidate : candidates) {
            long start = System.nanoTime();
            String failure = failureOf(candidate);
            String name = candidate.kind().configName();
            if (failure == null) {
                long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
                String works = "transport " + name + ": echoed on loopback after " + millis + " ms";
                failures.add(0, works);
                return new Outcome(candidate, String.join("; not ", failures));
            }
            failures.add(name + ": " + failure);
        }
        throw new NetworkException("no transport works here: " + String.join("; ", failures));
    }

    private @Nullable String failureOf(NettyTransport transport) {
        try {
            Throwable obstacle = transport.obstacle().get();
            if (obstacle != null) {
                return messageOf(obstacle);
            }
            return failureInUse(transport);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new NetworkException("interrupted while looking for a transport", stop);
        } catch (Exception | LinkageError failed) {
            // A native library that does not fit its classes fails with errors.
            return messageOf(failed);
        }
    }

    private @Nullable String failureInUse(NettyTransport transport) throws InterruptedException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, TransportProof::newThread, transport.handlers().get());
        Echo echo = new Echo(transport, group);
        try {
            echo.begin();
            echo.await(limit);
            return null;
        } catch (TimeoutException stalled) {
            return "stalled while " + echo.step.name + ", for " + limit.toMillis() + " ms";
        } catch (ExecutionException failed) {
            return messageOf(failed.getCause() == null ? failed : failed.getCause());
        } finally {
            // Closes whatever is open. A thread that hangs in the kernel cannot be ended; it is a daemon.
            EventLoops.beginStop(group, limit);
            if (!group.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn(
                        "the thread that tried transport {} hangs",
                        transport.kind().configName());
            }
        }
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new FastThreadLocalThread(task, "net-proof");
        thread.setDaemon(true);
        return thread;
    }

    private static String messageOf(Throwable failure) {
        Throwable cause = failure;
        // Netty wraps the operating system's message, which is the one that says something.
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private record Step(String name, long startNanos) {

        Step(String name) {
            this(name, System.nanoTime());
        }

        /** How long it has taken so far. */
        long nanos() {
            return System.nanoTime() - startNanos;
        }
    }

    /** One connection of a transport to itself. */
    private static final class Echo {

        private final NettyTransport transport;
        private final EventLoopGroup group;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private volatile Step step = new Step("listening");

        Echo(NettyTransport transport, EventLoopGroup group) {
            this.transport = transport;
            this.group = group;
        }

        /** Waits as long as each step takes less than the limit. */
        void await(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
            while (true) {
                Step now = step;
                try {
                    done.get(limit.toNanos() - now.nanos(), TimeUnit.NANOSECONDS);
                    return;
                } catch (TimeoutException stalled) {
                    if (step.equals(now)) {
                        throw stalled;
                    }
                }
            }
        }

        void begin() {
            ChannelFuture bound = new ServerBootstrap()
                    .group(group)
                    .channelFactory(transport.serverChannels()::get)
                    .childHandler(new Echoing())
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            whenDone(bound, this::connect);
        }

        private void connect(Channel server) {
            step = new Step("connecting");
            ChannelFuture connected = new Bootstrap()
                    .group(group)
                    .channelFactory(transport.channels()::get)
                    .handler(new Expecting())
                    .connect(server.localAddress());
            whenDone(connected, this::send);
        }

        private void send(Channel client) {
            step = new Step("echoing");
            ByteBuf bytes = Unpooled.directBuffer(BYTES);
            for (int i = 0; i < BYTES; i++) {
                bytes.writeByte(i);
            }
            whenDone(client.writeAndFlush(bytes), written -> {});
        }

        private void whenDone(ChannelFuture future, Consumer<Channel> next) {
            future.addListener(ended -> {
                if (ended.isSuccess()) {
                    next.accept(future.channel());
                } else {
                    done.completeExceptionally(ended.cause());
                }
            });
        }

        /** The client's end: the same bytes have to come back. */
        private final class Expecting extends ChannelInboundHandlerAdapter {
            private int received;

            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ByteBuf bytes = (ByteBuf) message;
                try {
                    while (bytes.isReadable()) {
                        if (bytes.readByte() != received++) {
                            done.completeExceptionally(new IllegalStateException("other bytes came back"));
                        }
                    }
                } finally {
                    bytes.release();
                }
                if (received == BYTES) {
                    done.complete(null);
                }
            }

            @Override
            public void channelInactive(ChannelHandlerContext ctx) {
                done.completeExceptionally(new IllegalStateException("the connection ended"));
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                done.completeExceptionally(cause);
            }
        }
    }

    /** The server's end: whatever comes goes back. */
    @ChannelHandler.Sharable
    private static final class Echoing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.writeAndFlush(message);
        }
    }
}
