package io.onesend.load.dummy;

import io.onesend.host.text.CertificateHint;
import io.onesend.load.FailureReason;
import io.onesend.load.LoadPhase;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadReading;
import io.onesend.load.LoadRun;
import io.onesend.network.ClientSettings;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a plan. All dummies are on the one thread of a network client; a clock thread gives the ticks. */
public final class DummyRun implements LoadRun {

    /** Bytes that may wait on a connection whose server does not read; at more, it is closed and counts as lost. */
    private static final long MOST_WAITING_BYTES = 16L << 20;

    private static final long MOST_WAITING_BYTES_OF_ALL = 512L << 20;

    private static final NetworkConfig CONFIG = NetworkConfig.builder()
            .maxFrameBytes(65_535)
            .closeTimeout(Duration.ofSeconds(1))
            .ioThreads(1)
            // Packets are handled before they are queued, so none of them waits there.
            .inboundHigh(1 << 20)
            .inboundLow(1 << 10)
            .inboundHighBytes(64L << 20)
            .inboundLowBytes(1 << 20)
            .sendMaxBytes(MOST_WAITING_BYTES)
            .sendMaxTotalBytes(MOST_WAITING_BYTES_OF_ALL)
            .sendStallTimeout(Duration.ZERO)
            .build();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(4);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final NetworkClient network;
    private final Transport transport;
    private final RunContext context;
    private final LoadRunner runner;
    private final AtomicBoolean tickPending = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread clock = new Thread(this::tickUntilOver, "load-clock");
    private volatile @Nullable Throwable defect;
    private volatile boolean over;

    public DummyRun(LoadPlan plan) {
        Connections connections = Connections.ofOneThread(plan.settings());
        network = connections.network;
        transport = connections.transport;
        int run = new SplittableRandom().nextInt(MessageIdentity.RUNS);
        context = new RunContext(plan, this::connect, System::nanoTime, run);
        runner = new LoadRunner(context);
    }

    private record Connections(NetworkClient network, Transport transport) {

        /**
         * On Linux its best transport, elsewhere the one that works everywhere. There is no trial, because that takes a second
         * and can fail on a busy machine.
         */
        static Connections ofOneThread(ClientSettings settings) {
            try {
                return of(Transport.EPOLL, settings);
            } catch (NetworkException unavailable) {
                return of(Transport.NIO, settings);
            }
        }

        private static Connections of(Transport transport, ClientSettings settings) {
            NetworkConfig config = CONFIG.toBuilder().transport(transport).build();
            return new Connections(NetworkClient.start(config, Logic.inline(), settings), transport);
        }
    }

    /** The name, as in the configuration, of the transport that the dummies use. */
    public String transport() {
        return transport.configName();
    }

    @Override
    public void start() {
        clock.start();
    }

    private void connect(Link link, InetSocketAddress to, @Nullable InetSocketAddress from, Consumer<String> failed) {
        CompletionStage<Session> connecting = from == null
                ? network.connect(to, CONNECT_TIMEOUT, link, link)
                : network.connect(to, from, CONNECT_TIMEOUT, link, link);
        connecting.whenComplete((session, failure) -> {
            if (failure != null) {
                failed.accept(failure.getMessage() + CertificateHint.of(failure));
            }
        });
    }

    private void tickUntilOver() {
        try {
            while (!over) {
                // While the loop is behind, a second tick is of no use.
                if (tickPending.compareAndSet(false, true)) {
                    network.logicLoop().execute(this::tick);
                }
                LockSupport.parkNanos(TICK_NANOS);
            }
        } finally {
            network.close();
            ended.countDown();
        }
    }

    private void tick() {
        tickPending.set(false);
        if (over) {
            return;
        }
        try {
            over = runner.tick(context.now());
        } catch (RuntimeException | Error failed) {
            defect = failed;
            over = true;
        }
    }

    @Override
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        boolean hasEnded = ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        Throwable failed = defect;
        if (hasEnded && failed != null) {
            throw new IllegalStateException("the run failed", failed);
        }
        return hasEnded;
    }

    @Override
    public LoadReading read() {
        return new LoadReading(context.connections(), context.tally.read(), context.latencies.sinceLast());
    }

    @Override
    public Duration planned() {
        return runner.planned();
    }

    @Override
    public LoadPhase phase() {
        return runner.loadPhase();
    }

    @Override
    public List<FailureReason> reasons() {
        return context.reasons.all();
    }

    /** Ends in order: begins no more turns, and waits a few seconds at most for what is under way. */
    @Override
    public void close() {
        runner.stop();
        if (clock.getState() == Thread.State.NEW) {
            network.close();
            ended.countDown();
            return;
        }
        boolean interrupted = false;
        boolean hasEnded = false;
        while (!hasEnded) {
            try {
                hasEnded = ended.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                runner.cutShort();
            } catch (InterruptedException later) {
                runner.cutShort();
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
