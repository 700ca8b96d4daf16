package io.onesend.network.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkException;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a client's connections: looks up an unresolved name, then connects, both within one time-out. Every attempt ends; the
 * client's close fails those still under way.
 */
@AnyThread
final class ClientConnector {

    /** For the handshakes of an attempt without a time-out: the operating system does not end them. */
    private static final int HANDSHAKE_MILLIS = 10_000;

    private final EventLoopGroup group;
    private final ClientNameLookups lookups;
    private final Set<Attempt> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ClientConnector(EventLoopGroup group, ClientNameLookups lookups) {
        this.group = group;
        this.lookups = lookups;
    }

    /**
     * Begins an attempt.
     *
     * @param bootstrap for this attempt only; it makes the session
     * @param from null: any address
     * @param timeout zero: none
     * @param handshake what makes the session after the connection; null: the bootstrap does
     */
    CompletableFuture<Session> connect(
            Bootstrap bootstrap,
            SocketAddress address,
            @Nullable InetSocketAddress from,
            Duration timeout,
            @Nullable ClientHandshake handshake) {
        Attempt attempt = new Attempt(bootstrap, address, from, timeout.toMillis(), handshake);
        underWay.add(attempt);
        attempt.session.whenComplete((session, failure) -> underWay.remove(attempt));
        if (closed) {
            attempt.fail(clientIsClosed());
        } else if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
            attempt.lookUp(inet);
        } else {
            attempt.connect(address);
        }
        return attempt.session;
    }

    /** Refuses further attempts, with a closed client's error. */
    void close() {
        closed = true;
        lookups.stop();
    }

    /** Fails the attempts still under way; called when no thread is left that could complete them. */
    void failWhatIsUnderWay() {
        underWay.forEach(attempt -> attempt.fail(clientIsClosed()));
    }

    private static Throwable clientIsClosed() {
        return new IllegalStateException("the client is closed");
    }

    private final class Attempt implements ClientHandshake.Outcome {
        private final CompletableFuture<Session> session = new CompletableFuture<>();
        private final Bootstrap bootstrap;
        private final SocketAddress address;
        private final @Nullable InetSocketAddress from;
        private final long timeoutMillis;
        private final @Nullable ClientHandshake handshake;
        private final long startedAt = System.nanoTime();

        Attempt(
                Bootstrap bootstrap,
                SocketAddress address,
                @Nullable InetSocketAddress from,
                long timeoutMillis,
                @Nullable ClientHandshake handshake) {
            this.bootstrap = bootstrap;
            this.address = address;
            this.from = from;
            this.timeoutMillis = timeoutMillis;
            this.handshake = handshake;
            if (handshake != null) {
                handshake.tell(this);
            }
        }

        void fail(Throwable cause) {
            session.completeExceptionally(
                    new NetworkException("cannot connect to " + address + ": " + NativeErrors.inWords(cause), cause));
        }

        void lookUp(InetSocketAddress name) {
            CompletableFuture<InetSocketAddress> found = lookups.look(name);
            try {
                Future<?> timer = timeoutMillis == 0
                        ? null
                        : group.schedule(() -> giveUp(found), timeoutMillis, TimeUnit.MILLISECONDS);
                found.whenComplete((resolved, failure) -> {
                    if (timer != null) {
                        timer.cancel(false);
                    }
                    onIoThread(() -> looked(resolved, failure));
                });
            } catch (RejectedExecutionException ended) {
                fail(clientIsClosed());
            }
        }

        private void giveUp(CompletableFuture<?> found) {
            found.completeExceptionally(
                    new ConnectTimeoutException("its name has not been looked up after " + timeoutMillis + " ms"));
        }

        private void looked(@Nullable InetSocketAddress resolved, @Nullable Throwable failure) {
            if (resolved != null) {
                connect(resolved);
            } else if (failure != null) {
                fail(failure);
            }
        }

        private void onIoThread(Runnable task) {
            try {
                group.execute(task);
            } catch (RejectedExecutionException ended) {
                fail(clientIsClosed());
            }
        }

        void connect(SocketAddress resolved) {
            ChannelFuture registering = bootstrap
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, remainingMillis())
                    .register();
            Throwable atOnce = registering.cause();
            if (atOnce != null) {
                // Perhaps its thread has just ended: then no listener would be called.
                fail(atOnce);
                return;
            }
            registering.addListener(done -> {
                Throwable cause = done.cause();
                if (cause != null) {
                    failed(cause);
                } else {
                    connect(registering.channel(), resolved);
                }
            });
        }

        /** The listener is there before the connection is: it comes before channelActive, which may end a connection at once. */
        private void connect(Channel channel, SocketAddress resolved) {
            ChannelPromise connecting = channel.newPromise();
            connecting.addListener(done -> {
                Throwable cause = done.cause();
                if (cause != null) {
                    failed(cause);
                } else if (handshake == null) {
                    begun(channel.pipeline().get(SessionHandler.class));
                } else {
                    handshake.limit(timeoutMillis == 0 ? HANDSHAKE_MILLIS : remainingMillis());
                }
            });
            connecting.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            channel.connect(resolved, from, connecting);
        }

        @Override
        public void begun(@Nullable SessionHandler handler) {
            if (closed || handler == null) {
                fail(clientIsClosed());
            } else {
                completeUnlessRefused(handler);
            }
        }

        /** The client's close ends connections too, and they do not know why. */
        @Override
        public void failed(Throwable cause) {
            fail(closed ? clientIsClosed() : cause);
        }

        private void completeUnlessRefused(SessionHandler handler) {
            DisconnectReason refusal = handler.arrive();
            if (refusal == null) {
                session.complete(handler.session());
            } else {
                fail(new IllegalStateException(refusal.toString()));
            }
        }

        /** Zero means no time-out, so only an attempt without one returns zero. */
        private int remainingMillis() {
            if (timeoutMillis == 0) {
                return 0;
            }
            long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
            return (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeoutMillis - passed));
        }
    }
}
