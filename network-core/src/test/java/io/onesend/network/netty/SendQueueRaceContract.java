package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Tests the send queue with real threads: an event loop that writes, and independent senders. */
abstract class SendQueueRaceContract {

    private static final int SENDERS = 3;
    private static final int PACKETS = 3000;

    /** Each of them is refused at least once, and waits. */
    private static final int WAITING_PACKETS = 500;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop eventLoop = group.next();
    private final SendLane lane = new SendLane(eventLoop);
    private final SendBudget budget = new SendBudget(1 << 30);
    private final CheckingSendWriter writer = new CheckingSendWriter(eventLoop, SENDERS);
    private final SendAccount account = new SendAccount(
            budget, new SendLimits(1 << 20, 1 << 19, 1 << 18, 1 << 20), () -> {}, new SendLaneCounters());
    private final SendQueue queue = new SendQueue(lane, writer, writer, newStore(lane, account), account);

    /** The store under test. */
    abstract SendStore newStore(SendLane itsLane, SendAccount itsAccount);

    private static EncodedPacket packet(int sender, int number) {
        return EncodedPacket.copyOf(new byte[] {
            (byte) sender, (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
        });
    }

    private boolean fannedOut(EncodedPacket packet) {
        return fannedOut(packet, queue, SendQueue::lineUp);
    }

    private boolean fannedOutToCrowd(EncodedPacket packet) {
        return fannedOut(packet, queue, SendQueue::lineUpInCrowd);
    }

    /** Does what {@link SendFanOut} does with one receiver of a group. */
    private boolean fannedOut(EncodedPacket packet, SendQueue receiver, Consumer<SendQueue> lineUp) {
        if (!budget.reserve(packet.length())) {
            return false;
        }
        PacketBuffers.retain(packet, 1);
        boolean accepted = receiver.offerPrepared(packet) == Offer.ACCEPTED;
        SendQueue.publish();
        lineUp.accept(receiver);
        if (!accepted) {
            PacketBuffers.release(packet, 1);
            budget.giveBack(packet.length());
        }
        return accepted;
    }

    private interface Sending {
        void run(int sender) throws InterruptedException;
    }

    private void inParallel(Sending sending) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    sending.run(sender);
                } catch (Throwable failed) {
                    failures.add(failed);
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private void onEventLoop(Runnable task) {
        eventLoop.submit(task).syncUninterruptibly();
    }

    @AfterEach
    void nothingIsLeft() {
        if (!group.isTerminated()) {
            onEventLoop(queue::close);
            endIoThread();
            lane.discardAfterShutdown();
        }
        assertThat(writer.faults).isEmpty();
        assertThat(queue.queuedBytes()).isZero();
        assertThat(budget.used()).isZero();
    }

    private void endIoThread() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void whatIsSentAfterTheIoThreadHasEndedIsReleasedByItsSender() {
        endIoThread();

        try (EncodedPacket packet = packet(0, 1)) {
            assertThat(queue.offer(packet)).isEqualTo(Offer.ACCEPTED);
        }

        assertThat(queue.queuedBytes()).isZero();
    }

    /** The pass of the logic loop that sends to them ends after the I/O thread, and cannot wake it. */
    @Test
    void aCrowdInLineWhenTheIoThreadHasEndedIsReleasedByItsSender() {
        List<SendQueue> crowd = new ArrayList<>();
        for (int i = 0; i < 3 * SendLines.CROWD_PER_RUN; i++) {
            SendAccount small =
                    new SendAccount(budget, new SendLimits(100, 50, 25, 100), () -> {}, new SendLaneCounters());
            crowd.add(new SendQueue(lane, writer, writer, newStore(lane, small), small));
        }
        try (EncodedPacket packet = packet(0, 1);
                LogicLoop sender = LogicLoop.start("sender")) {
            sender.execute(() -> {
                crowd.forEach(member -> fannedOut(packet, member, SendQueue::lineUpInCrowd));
                endIoThread();
            });
            await().until(() -> group.isTerminated() && PacketBuffers.references(packet) == 1);
        }

        assertThat(crowd).noneMatch(SendQueue::isInCrowd);
        assertThat(budget.used()).isZero();
    }

    /** The lost wake-up: a packet offered while the queue goes idle must not wait for the next packet. */
    @RepeatedTest(20)
    void writesEveryPacketInItsSendersOrder() throws InterruptedException {
        AtomicLong accepted = new AtomicLong();
        inParallel(sender -> {
            for (int number = 1; number <= PACKETS; number++) {
                try (EncodedPacket packet = packet(sender, number)) {
                    if (sentInOneOfThreeWays(number + sender, packet)) {
                        accepted.incrementAndGet();
                    }
                }
                if (number % 16 == 0) {
                    // Often enough for the queue to run empty, because a wake-up could be lost then.
                    Thread.yield();
                }
            }
        });

        assertThat(accepted.get()).isEqualTo(SENDERS * (long) PACKETS);
        await().atMost(Duration.ofSeconds(10)).until(() -> writer.packets.get() == accepted.get());
    }

    private boolean sentInOneOfThreeWays(int way, EncodedPacket packet) {
        return switch (way % 3) {
            case 0 -> fannedOut(packet);
            case 1 -> fannedOutToCrowd(packet);
            default -> queue.offer(packet) == Offer.ACCEPTED;
        };
    }

    /** Offers against close: every accepted packet is released, in any order of the two. */
    @RepeatedTest(100)
    void releasesWhatWasOfferedWhileItClosed() throws InterruptedException {
        EncodedPacket shared = packet(0, 1);
        inParallel(sender -> {
            if (sender == 0) {
                onEventLoop(queue::close);
                return;
            }
            while (sender % 2 == 0 ? fannedOutToCrowd(shared) : queue.offer(shared) != Offer.CLOSED) {
                Thread.onSpinWait();
            }
        });
        onEventLoop(() -> {});
        onEventLoop(() -> {});

        // A queue with a packet accepted after the close is in line by now, and this task comes after the lane's turn.
        writer.faults.clear();
        await().atMost(Duration.ofSeconds(10)).until(() -> PacketBuffers.references(shared) == 1);
        shared.close();
    }

    /** Two offers against the limit: never more than the limit and never less than fits is accepted. */
    @RepeatedTest(50)
    void neverAcceptsMoreThanTheLimit() throws InterruptedException {
        SendBudget small = new SendBudget(1000);
        SendAccount limit = new SendAccount(small, new SendLimits(100, 50, 25, 100), () -> {}, new SendLaneCounters());
        SendQueue limited = new SendQueue(lane, writer, writer, newStore(lane, limit), limit);
        CountDownLatch release = new CountDownLatch(1);
        // Keeps the event loop busy, so that nothing is written meanwhile.
        eventLoop.execute(() -> {
            try {
                release.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        AtomicLong accepted = new AtomicLong();
        inParallel(sender -> {
            for (int number = 1; number <= 50; number++) {
                try (EncodedPacket packet = packet(sender, number)) {
                    if (limited.offer(packet) == Offer.ACCEPTED) {
                        accepted.addAndGet(packet.length());
                    }
                }
            }
        });

        assertThat(accepted.get()).isLessThanOrEqualTo(100).isGreaterThan(100 - SENDERS * 5L);
        assertThat(limited.queuedBytes()).isEqualTo(accepted.get());
        release.countDown();
        onEventLoop(limited::close);
        await().atMost(Duration.ofSeconds(10)).until(() -> small.used() == 0);
    }

    /** A sender that finds the queue full is told when to go on; a lost wake-up would leave it waiting. */
    @RepeatedTest(8)
    void tellsEverySenderThatFoundItFull() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        SendAccount small =
                new SendAccount(budget, new SendLimits(50, 25, 12, 50), told::incrementAndGet, new SendLaneCounters());
        SendQueue filled = new SendQueue(lane, writer, writer, newStore(lane, small), small);
        inParallel(sender -> offerAll(sender, filled, told));

        await().atMost(Duration.ofSeconds(10)).until(() -> writer.packets.get() == SENDERS * (long) WAITING_PACKETS);
        await().atMost(Duration.ofSeconds(10)).until(filled::isWritable);
        onEventLoop(filled::close);
    }

    /** The server's limit is reached by one session's bytes, and the other session is told when they are given back. */
    @RepeatedTest(8)
    void tellsEverySenderThatFoundTheServerFull() throws InterruptedException {
        SendBudget shared = new SendBudget(50);
        List<SendQueue> queues = new ArrayList<>();
        List<CheckingSendWriter> writers = new ArrayList<>();
        List<AtomicInteger> told = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            AtomicInteger counter = new AtomicInteger();
            CheckingSendWriter own = new CheckingSendWriter(eventLoop, SENDERS);
            SendAccount itsAccount = new SendAccount(
                    shared, new SendLimits(1000, 500, 250, 50), counter::incrementAndGet, new SendLaneCounters());
            queues.add(new SendQueue(lane, own, own, newStore(lane, itsAccount), itsAccount));
            writers.add(own);
            told.add(counter);
        }
        inParallel(sender -> offerAll(sender, queues.get(sender), told.get(sender)));

        await().atMost(Duration.ofSeconds(10)).until(() -> shared.used() == 0);
        assertThat(writers).allSatisfy(own -> {
            assertThat(own.packets.get()).isEqualTo(WAITING_PACKETS);
            assertThat(own.faults).isEmpty();
        });
        queues.forEach(queue -> onEventLoop(queue::close));
    }

    /** Offers every packet, in order, and waits to be told after each refusal. */
    private static void offerAll(int sender, SendQueue to, AtomicInteger told) {
        for (int number = 1; number <= WAITING_PACKETS; number++) {
            try (EncodedPacket packet = packet(sender, number)) {
                int before = told.get();
                Offer offered;
                while ((offered = to.offerOrAwaitRoom(packet)) != Offer.ACCEPTED) {
                    assertThat(offered).isIn(Offer.SESSION_FULL, Offer.SERVER_FULL);
                    awaitChange(told, before);
                    before = told.get();
                }
            }
        }
    }

    /** Waits by looking again and again: senders wait thousands of times, most often for microseconds. */
    private static void awaitChange(AtomicInteger counter, int before) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (counter.get() == before) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not told within ten seconds");
            }
            Thread.yield();
        }
    }
}
