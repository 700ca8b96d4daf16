package io.onesend.chat.simulation;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.chat.cluster.FunctionCall;
import io.onesend.chat.cluster.PortFailure;
import io.onesend.chat.cluster.PortListener;
import io.onesend.chat.cluster.PortReply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one host has to one primary: a connection for calls, one for feeds and one for barriers, up and down together. */
final class SimulatedLink {

    private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(300);

    /** A call that has no answer yet. What does it runs in Redis and gives the answer. */
    private record Pending(@Nullable FunctionCall call, Supplier<Object> execution, PortReply reply) {}

    private final SimulatedPrimary primary;
    private final List<Integer> partitions;
    private final SimulatedTime time;
    private final Random random;
    private final Executor loop;
    private final PortListener listener;

    private final Deque<Pending> queued = new ArrayDeque<>();
    private final Set<Pending> unanswered = new LinkedHashSet<>();
    private final Set<String> ownChannels = new LinkedHashSet<>();
    private SimulatedConnection calls;
    private SimulatedConnection feeds;
    private SimulatedConnection barriers;
    private boolean up;
    private boolean closed;
    private boolean deaf;
    private long cutOffUntil;

    SimulatedLink(
            SimulatedPrimary primary,
            List<Integer> partitions,
            SimulatedTime time,
            Random random,
            Executor loop,
            PortListener listener) {
        this.primary = primary;
        this.partitions = List.copyOf(partitions);
        this.time = time;
        this.random = random;
        this.loop = loop;
        this.listener = listener;
        calls = new SimulatedConnection(time, random);
        feeds = new SimulatedConnection(time, random);
        barriers = new SimulatedConnection(time, random);
        connectLater(Duration.ofMillis(random.nextInt(20)));
    }

    private void connectLater(Duration delay) {
        time.after(delay, this::connect);
    }

    private void connect() {
        if (closed || up) {
            return;
        }
        if (primary.isAway() || time.nanos() < cutOffUntil) {
            connectLater(Duration.ofMillis(50 + random.nextInt(200)));
            return;
        }
        calls = new SimulatedConnection(time, random);
        feeds = new SimulatedConnection(time, random);
        barriers = new SimulatedConnection(time, random);
        deaf = false;
        up = true;
        primary.connected(this);
        ownChannels.forEach(this::listenNow);
        partitions.forEach(partition -> onLoop(() -> listener.up(partition)));
    }

    boolean isUp() {
        return up;
    }

    // ---- what the host does

    void call(FunctionCall call, int partition, PortReply reply) {
        queue(new Pending(call, () -> primary.model.call(partition, call, time.millis()), reply));
    }

    void call(FunctionCall call, PortReply reply) {
        queue(new Pending(call, () -> primary.model.call(call, time.millis()), reply));
    }

    void publish(String channel, byte[] message, PortReply reply) {
        queue(new Pending(
                null,
                () -> {
                    Set<SimulatedLink> hearers = primary.listenersOf(channel);
                    hearers.forEach(link -> link.push(() -> link.listener.heard(channel, message.clone())));
                    return (long) hearers.size();
                },
                reply));
    }

    private void queue(Pending call) {
        if (up) {
            queued.add(call);
        } else {
            onLoop(() -> call.reply().failed(PortFailure.LOST, "not connected"));
        }
    }

    void flush() {
        Pending next;
        while ((next = queued.poll()) != null) {
            Pending call = next;
            SimulatedConnection connection = calls;
            unanswered.add(call);
            connection.toRedis(() -> arrived(call, connection));
            time.after(COMMAND_TIMEOUT, () -> {
                if (unanswered.contains(call)) {
                    breakOff("no answer for " + COMMAND_TIMEOUT);
                }
            });
        }
    }

    private void arrived(Pending call, SimulatedConnection connection) {
        PortFailure failure = primary.failureOf(call.call());
        if (failure != null) {
            answer(call, connection, () -> call.reply().failed(failure, "for the test"));
            return;
        }
        Object answer = call.execution().get();
        answer(call, connection, () -> call.reply().answered(answer));
    }

    private void answer(Pending call, SimulatedConnection connection, Runnable told) {
        connection.toHost(() -> {
            if (unanswered.remove(call)) {
                onLoop(told);
            }
        });
    }

    void barrier(Consumer<BarrierResult> result) {
        SimulatedConnection connection = barriers;
        if (up) {
            connection.toRedis(() ->
                    primary.barrier(shown -> connection.toHost(() -> onLoop(() -> result.accept(shown)))));
        }
    }

    void subscribe(int partition, int channel) {
        SimulatedConnection connection = feeds;
        connection.toRedis(() -> {
            if (!connection.hasEnded()) {
                primary.listens(this, SimulatedPrimary.feed(partition, channel));
                push(() -> listener.subscribed(partition, channel));
            }
        });
    }

    void unsubscribe(int partition, int channel) {
        SimulatedConnection connection = feeds;
        connection.toRedis(() -> {
            if (!connection.hasEnded()) {
                primary.listensNoMore(this, SimulatedPrimary.feed(partition, channel));
            }
        });
    }

    void listen(String channel) {
        ownChannels.add(channel);
        if (up) {
            listenNow(channel);
        }
    }

    private void listenNow(String channel) {
        SimulatedConnection connection = feeds;
        connection.toRedis(() -> {
            if (!connection.hasEnded()) {
                primary.listens(this, channel);
            }
        });
    }

    void pushFeed(int partition, int channel, byte[] message) {
        if (!deaf) {
            push(() -> listener.message(partition, channel, message.clone()));
        }
    }

    private void push(Runnable told) {
        feeds.toHost(() -> onLoop(told));
    }

    boolean has(int partition) {
        return partitions.contains(partition);
    }

    // ---- what goes wrong

    /** Ends both connections, and connects again. */
    void breakOff(String why) {
        if (!up) {
            return;
        }
        calls.end();
        feeds.end();
        barriers.end();
        down(why);
    }

    void redisIsGone(String why) {
        if (!up) {
            return;
        }
        calls.endAtRedis();
        feeds.endAtRedis();
        barriers.endAtRedis();
        down(why);
    }

    private void down(String why) {
        up = false;
        primary.disconnected(this);
        List<Pending> lost = new ArrayList<>(unanswered);
        lost.addAll(queued);
        unanswered.clear();
        queued.clear();
        lost.forEach(call -> onLoop(() -> call.reply().failed(PortFailure.LOST, why)));
        partitions.forEach(partition -> onLoop(() -> listener.down(partition, why)));
        connectLater(Duration.ofMillis(50 + random.nextInt(100)));
    }

    void stall(Duration pause) {
        (random.nextBoolean() ? calls : feeds).stall(pause);
    }

    /** Connected, and told nothing any more. */
    void becomeDeaf() {
        deaf = true;
    }

    void cutOff(Duration pause) {
        cutOffUntil = time.nanos() + pause.toNanos();
        breakOff("cut off");
    }

    void recover() {
        cutOffUntil = time.nanos();
    }

    /** The host is gone. What it has sent may still arrive. */
    void close() {
        closed = true;
        if (up) {
            up = false;
            calls.end();
            feeds.end();
            barriers.end();
            primary.disconnected(this);
        }
    }

    private void onLoop(Runnable task) {
        if (!closed) {
            loop.execute(task);
        }
    }
}
