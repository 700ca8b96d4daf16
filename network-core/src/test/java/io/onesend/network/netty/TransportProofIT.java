package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.testing.ThreadCheck;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportProofIT {

    /** The limit for transports that stall. */
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(2);

    private final List<Channel> opened = new CopyOnWriteArrayList<>();

    @AfterEach
    void leavesNothingBehind() {
        ThreadCheck.assertNoThreadNamed("net-");
        assertThat(opened).noneMatch(Channel::isOpen);
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void findsEveryAvailableTransportToWork(Transport kind) {
        TransportFactory transport = TransportFactory.named(kind);

        TransportProof.Outcome outcome = prove(transport);

        assertThat(outcome.transport()).isSameAs(transport);
        assertThat(outcome.explanation())
                .matches("transport " + kind.configName() + ": echoed on loopback after [0-9]+ ms");
    }

    @Test
    void takesTheFirstThatWorks() {
        TransportFactory first = nio(this::working);

        assertThat(prove(first, nio(this::working)).transport()).isSameAs(first);
    }

    @Test
    void passesOverOneThatStallsAndSaysSo() {
        TransportFactory stalling = fake(Transport.IO_URING, NioIoHandler::newFactory, this::acceptingButNeverReading);
        TransportFactory working = nio(this::working);

        long start = System.nanoTime();
        TransportProof.Outcome outcome = new TransportProof(List.of(stalling, working), SHORT_LIMIT).run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(outcome.transport()).isSameAs(working);
        assertThat(outcome.explanation())
                .startsWith("transport nio: echoed on loopback")
                .endsWith("; not io_uring: stalled while echoing, for 2 s");
        assertThat(took).isGreaterThanOrEqualTo(SHORT_LIMIT);
    }

    /** Slow, like a cold start on a busy machine. */
    @Test
    void takesOneThatIsSlowInEveryStepAndStallsInNone() {
        Duration limit = Duration.ofSeconds(2);
        Duration slowness = Duration.ofMillis(1_200);
        TransportFactory slow = nio(() -> slow(slowness));

        long start = System.nanoTime();
        TransportProof.Outcome outcome = new TransportProof(List.of(slow, nio(this::working)), limit).run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(outcome.transport()).isSameAs(slow);
        assertThat(took).isGreaterThan(limit);
    }

    @Test
    void passesOverThoseThatThrowWhereverTheyDoAndSaysWhy() {
        TransportFactory handler = fake(Transport.IO_URING, TransportProofIT::forbiddenHandler, this::working);
        TransportFactory channel = fake(Transport.EPOLL, NioIoHandler::newFactory, () -> {
            throw new UnsatisfiedLinkError("wrong library");
        });
        TransportFactory missing = new TransportFactory(
                Transport.KQUEUE,
                NioIoHandler::newFactory,
                this::working,
                this::working,
                NioSocketChannel::new,
                () -> new IllegalStateException("not this system"));

        TransportProof.Outcome outcome = prove(handler, channel, missing, nio(this::working));

        assertThat(outcome.explanation())
                .endsWith("; not io_uring: ring forbidden; not epoll: wrong library; not kqueue: not this system");
    }

    @Test
    void namesEveryReasonWhenNoneWorks() {
        assertThatThrownBy(() -> prove(
                        fake(Transport.IO_URING, TransportProofIT::forbiddenHandler, this::working),
                        fake(Transport.NIO, TransportProofIT::forbiddenHandler, this::working)))
                .isInstanceOf(NetworkException.class)
                .hasMessage("no transport works here: io_uring: ring forbidden; nio: ring forbidden");
    }

    /** Fails like another Netty version than the one that this library was compiled with. */
    @Test
    void passesOverOneWhoseSendsDoNotLink() {
        TransportFactory unfit = nio(() -> remember(new NioServerSocketChannel() {
            @Override
            protected int doReadMessages(List<Object> accepted) throws Exception {
                SocketChannel socket = javaChannel().accept();
                if (socket == null) {
                    return 0;
                }
                accepted.add(new Unfit(this, socket));
                return 1;
            }
        }));

        assertThat(prove(unfit, nio(this::working)).explanation())
                .contains("; not nio: the connection ended: network-error");
    }

    private static final class Unfit extends NioSocketChannel {
        Unfit(Channel parent, SocketChannel socket) {
            super(parent, socket);
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) {
            throw new NoSuchMethodError("no such method");
        }
    }

    @Test
    void triesOnceForTheWholeJvm() throws Exception {
        TransportProof.forget();
        try {
            TransportFactory one = nio(this::working);
            ExecutorService starts = Executors.newFixedThreadPool(4);
            List<Future<TransportFactory>> found =
                    starts.invokeAll(Collections.nCopies(8, () -> TransportProof.firstThatWorks(List.of(one))));
            starts.shutdown();

            for (Future<TransportFactory> each : found) {
                assertThat(each.get()).isSameAs(one);
            }
            assertThat(TransportProof.firstThatWorks(List.of(nio(this::working))))
                    .isSameAs(one);
            assertThat(opened).hasSize(1);
        } finally {
            TransportProof.forget();
        }
    }

    @Test
    void triesAgainAfterNoneWorked() {
        TransportProof.forget();
        try {
            List<TransportFactory> forbidden =
                    List.of(fake(Transport.NIO, TransportProofIT::forbiddenHandler, this::working));
            assertThatThrownBy(() -> TransportProof.firstThatWorks(forbidden)).isInstanceOf(NetworkException.class);

            TransportFactory works = nio(this::working);
            assertThat(TransportProof.firstThatWorks(List.of(works))).isSameAs(works);
        } finally {
            TransportProof.forget();
        }
    }

    /** A test above proves that each available transport works; so auto is the first of them in the measured order. */
    @Test
    void autoTriesIoUringFirstAndNioLast() {
        Transport first = Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.KQUEUE, Transport.NIO)
                .filter(TransportFactory::isAvailable)
                .findFirst()
                .orElseThrow();

        assertThat(TransportFactory.choose(Transport.AUTO).kind()).isEqualTo(first);
        assertThat(NetworkServer.proveTransport(Transport.AUTO)).isEqualTo(first);
    }

    @Test
    void oneThatIsNamedIsTakenAtItsWordIfItIsThere() {
        assertThat(NetworkServer.proveTransport(Transport.NIO)).isEqualTo(Transport.NIO);

        Transport ofAnotherSystem = TransportFactory.isAvailable(Transport.KQUEUE) ? Transport.EPOLL : Transport.KQUEUE;
        assertThatThrownBy(() -> NetworkServer.proveTransport(ofAnotherSystem))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(ofAnotherSystem.configName());
    }

    private static TransportProof.Outcome prove(TransportFactory... candidates) {
        return new TransportProof(List.of(candidates), TransportProof.LIMIT).run();
    }

    private static TransportFactory nio(Supplier<ServerSocketChannel> serverChannels) {
        return fake(Transport.NIO, NioIoHandler::newFactory, serverChannels);
    }

    private static TransportFactory fake(
            Transport kind, Supplier<IoHandlerFactory> handlers, Supplier<ServerSocketChannel> serverChannels) {
        return new TransportFactory(kind, handlers, serverChannels, serverChannels, NioSocketChannel::new, () -> null);
    }

    private static IoHandlerFactory forbiddenHandler() {
        throw new IllegalStateException("cannot create", new SecurityException("ring forbidden"));
    }

    private ServerSocketChannel working() {
        return remember(new NioServerSocketChannel());
    }

    private ServerSocketChannel acceptingButNeverReading() {
        return remember(new NioServerSocketChannel() {
            @Override
            protected int doReadMessages(List<Object> accepted) throws Exception {
                int count = super.doReadMessages(accepted);
                accepted.forEach(child -> {
                    opened.add((Channel) child);
                    ((Channel) child).config().setAutoRead(false);
                });
                return count;
            }
        });
    }

    private ServerSocketChannel slow(Duration slowness) {
        return remember(new NioServerSocketChannel() {
            @Override
            protected void doBind(SocketAddress address) throws Exception {
                Thread.sleep(slowness.toMillis());
                super.doBind(address);
            }

            @Override
            protected int doReadMessages(List<Object> accepted) throws Exception {
                int count = super.doReadMessages(accepted);
                if (count > 0) {
                    Thread.sleep(slowness.toMillis());
                }
                return count;
            }
        });
    }

    private ServerSocketChannel remember(ServerSocketChannel channel) {
        opened.add(channel);
        return channel;
    }
}
