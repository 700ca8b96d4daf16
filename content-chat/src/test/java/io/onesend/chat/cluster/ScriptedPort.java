package io.onesend.chat.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A host's port to a {@link ScriptedRedis}: each answer and each message of a feed comes when the test says so, on a connection each,
 * in order.
 */
final class ScriptedPort implements RedisPort {

    private record Pending(@Nullable Integer partition, FunctionCall call, PortReply reply) {}

    /** Every call that Redis was given. */
    final List<FunctionCall> calls = new ArrayList<>();

    /** Redis is given no calls, or the host gets no answers, or no messages, until this is false again. */
    boolean holdsCalls;

    /** Redis is given no calls of partitions, as if their primary could not be reached; those of user ids and hosts it is. */
    boolean holdsPartitions;

    boolean holdsAnswers;
    boolean holdsMessages;

    /** What the host says to others is lost, and it is told so. */
    boolean losesWords;

    /** What barriers show; null: nothing. */
    @Nullable
    BarrierResult barriers = BarrierResult.NO_REPLICA;

    /** How many barriers the host has asked for. */
    int barriersAsked;

    /** How often the host gave its link up. */
    int reconnects;

    private final ScriptedRedis redis;
    private final Queue<Pending> queued = new ArrayDeque<>();
    private final Queue<Pending> sent = new ArrayDeque<>();
    private final Queue<PortReply> unanswered = new ArrayDeque<>();
    private final Queue<Runnable> answers = new ArrayDeque<>();
    private final Queue<Runnable> messages = new ArrayDeque<>();
    private final Set<List<Integer>> subscribed = new HashSet<>();
    private final Set<String> listening = new HashSet<>();
    private @Nullable PortListener listener;
    private boolean isUp;
    private boolean givesUp;

    ScriptedPort(ScriptedRedis redis) {
        this.redis = redis;
    }

    // ---- what the test does

    void connect() {
        isUp = true;
        redis.eachPartition(partition -> listener().up(partition));
    }

    /** The link breaks: what Redis has not been given is lost, and what it has answered or published does not come. */
    void cut() {
        isUp = false;
        givesUp = false;
        List<Pending> lost = new ArrayList<>(sent);
        lost.addAll(queued);
        sent.clear();
        queued.clear();
        answers.clear();
        messages.clear();
        subscribed.clear();
        lost.forEach(each -> each.reply().failed(PortFailure.LOST, "cut by the test"));
        unanswered.forEach(reply -> reply.failed(PortFailure.LOST, "cut by the test"));
        unanswered.clear();
        redis.eachPartition(partition -> listener().down(partition, "cut by the test"));
    }

    /** Redis does what it was sent. */
    boolean doCalls() {
        List<Pending> now = sent.stream()
                .filter(each -> each.partition() == null || !holdsPartitions)
                .toList();
        sent.removeAll(now);
        for (Pending call : now) {
            calls.add(call.call());
            Object answer = redis.call(call.partition(), call.call());
            unanswered.add(call.reply());
            answers.add(() -> call.reply().answered(answer));
        }
        return !now.isEmpty();
    }

    /** Gives the host what has come, unless it is held. Returns whether there was something. */
    boolean deliver() {
        boolean any = false;
        if (!holdsCalls) {
            any = doCalls();
        }
        while (!holdsMessages && !messages.isEmpty()) {
            messages.remove().run();
            any = true;
        }
        while (!holdsAnswers && !answers.isEmpty()) {
            unanswered.remove();
            answers.remove().run();
            any = true;
        }
        return any;
    }

    /** The oldest call that has no answer yet gets none. */
    void timeOut() {
        answers.remove();
        unanswered.remove().failed(PortFailure.LOST, "timed out by the test");
    }

    /** The next message of a feed gets lost. */
    void loseNextMessage() {
        messages.remove();
    }

    /** Feeds that the host listens to. */
    int subscriptions() {
        return subscribed.size();
    }

    void published(int partition, int channel, byte[] message) {
        if (isUp && subscribed.contains(List.of(partition, channel))) {
            messages.add(() -> listener().message(partition, channel, message));
        }
    }

    private PortListener listener() {
        if (listener == null) {
            throw new IllegalStateException("not started");
        }
        return listener;
    }

    // ---- the port

    @Override
    public void start(PortListener heard) {
        listener = heard;
    }

    @Override
    public void call(int partition, FunctionCall call, PortReply reply) {
        queued.add(new Pending(partition, call, reply));
    }

    @Override
    public void call(FunctionCall call, PortReply reply) {
        queued.add(new Pending(null, call, reply));
    }

    @Override
    public void flush() {
        if (isUp) {
            sent.addAll(queued);
            queued.clear();
        }
    }

    @Override
    public void barrier(int partition, Consumer<BarrierResult> result) {
        barriersAsked++;
        if (isUp && barriers != null) {
            BarrierResult shown = barriers;
            messages.add(() -> result.accept(shown));
        }
    }

    @Override
    public void subscribe(int partition, int channel) {
        if (isUp) {
            subscribed.add(List.of(partition, channel));
            messages.add(() -> listener().subscribed(partition, channel));
        }
    }

    @Override
    public void unsubscribe(int partition, int channel) {
        subscribed.remove(List.of(partition, channel));
    }

    @Override
    public void reconnect(int partition) {
        if (givesUp) {
            return;
        }
        givesUp = true;
        reconnects++;
        messages.clear();
        holdsMessages = false;
        messages.add(() -> {
            cut();
            connect();
        });
    }

    @Override
    public void listen(String channel) {
        listening.add(channel);
    }

    @Override
    public void publish(String channel, byte[] message, PortReply reply) {
        unanswered.add(reply);
        if (isUp && !losesWords) {
            Long listeners = redis.tell(channel, message);
            answers.add(() -> reply.answered(listeners));
        } else {
            answers.add(() -> reply.failed(PortFailure.LOST, "lost by the test"));
        }
    }

    /** Whether this host hears it. */
    boolean hear(String channel, byte[] message) {
        boolean hears = isUp && listening.contains(channel);
        if (hears) {
            messages.add(() -> listener().heard(channel, message));
        }
        return hears;
    }

    @Override
    public int linksUp() {
        return isUp ? 1 : 0;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void close() {
        isUp = false;
    }
}
