package io.onesend.chat.cluster;

import io.onesend.network.logic.LogicLoop;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A host's port to a {@link LittleRedis}. What is queued is done at the flush; answers come in the loop's next pass, or when the
 * test says so.
 */
final class LittlePort implements RedisPort {

    private final LittleRedis redis;
    private final LogicLoop loop;
    private final Consumer<byte[]> heard;
    private final Queue<Runnable> queued = new ArrayDeque<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final Set<String> channels = new HashSet<>();
    private boolean up = true;
    private boolean holding;
    private boolean deaf;
    private boolean losing;
    private boolean losingMessages;

    LittlePort(LittleRedis redis, LogicLoop loop, Consumer<byte[]> heard) {
        this.redis = redis;
        this.loop = loop;
        this.heard = heard;
    }

    /** From now on this host cannot reach Redis, and hears nothing. */
    void cut() {
        up = false;
        redis.forget(this);
    }

    void heal() {
        up = true;
        channels.forEach(channel -> redis.listen(channel, this));
    }

    /** From now on what this host hears is not handled: it stands still, though its connections live. */
    void goDeaf() {
        deaf = true;
    }

    /** From now on calls are done, and their answers lost. */
    void loseAnswers() {
        losing = true;
    }

    void keepAnswers() {
        losing = false;
    }

    /** From now on what this host says to others is lost, and it is told so; its calls are done. */
    void loseMessages() {
        losingMessages = true;
    }

    void keepMessages() {
        losingMessages = false;
    }

    /** From now on answers wait for {@link #letGo}. */
    void hold() {
        holding = true;
    }

    void letGo() {
        holding = false;
        held.forEach(loop::execute);
        held.clear();
    }

    void hear(String channel, byte[] message) {
        if (!deaf) {
            deliver(() -> heard.accept(message));
        }
    }

    private void deliver(Runnable answer) {
        if (holding) {
            held.add(answer);
        } else {
            loop.execute(answer);
        }
    }

    @Override
    public void call(FunctionCall call, PortReply reply) {
        queued.add(() -> {
            if (up) {
                Object answer = redis.call(call);
                deliver(() -> answer(reply, answer));
            } else {
                deliver(() -> reply.failed(PortFailure.LOST, "cut, for the test"));
            }
        });
    }

    private void answer(PortReply reply, Object answer) {
        if (losing) {
            reply.failed(PortFailure.LOST, "lost, for the test");
        } else {
            reply.answered(answer);
        }
    }

    @Override
    public void publish(String channel, byte[] message, PortReply reply) {
        queued.add(() -> {
            if (up && !losingMessages) {
                Long listeners = redis.publish(channel, message);
                deliver(() -> reply.answered(listeners));
            } else {
                deliver(() -> reply.failed(PortFailure.LOST, "cut, for the test"));
            }
        });
    }

    @Override
    public void flush() {
        while (!queued.isEmpty()) {
            queued.remove().run();
        }
    }

    @Override
    public void listen(String channel) {
        channels.add(channel);
        redis.listen(channel, this);
    }

    @Override
    public void start(PortListener listener) {}

    @Override
    public void call(int partition, FunctionCall call, PortReply reply) {
        throw new AssertionError("no partition here");
    }

    @Override
    public void barrier(int partition, Consumer<BarrierResult> result) {
        throw new AssertionError("no partition here");
    }

    @Override
    public void subscribe(int partition, int channel) {
        throw new AssertionError("no partition here");
    }

    @Override
    public void unsubscribe(int partition, int channel) {
        throw new AssertionError("no partition here");
    }

    @Override
    public void reconnect(int partition) {
        throw new AssertionError("no partition here");
    }

    @Override
    public int linksUp() {
        return up ? 1 : 0;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void close() {
        cut();
    }
}
