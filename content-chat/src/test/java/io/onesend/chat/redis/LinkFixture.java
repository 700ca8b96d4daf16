package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.cluster.FunctionCall;
import io.onesend.chat.cluster.PortFailure;
import io.onesend.chat.cluster.PortListener;
import io.onesend.chat.cluster.PortReply;
import io.onesend.chat.cluster.RedisPort;
import io.onesend.network.logic.LogicLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Links of one host with a logic loop, and what came over them, a line each. */
final class LinkFixture implements AutoCloseable, PortListener {

    static final Duration TIMEOUT = Duration.ofSeconds(1);
    static final String HID = "00000000000000aa";

    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(30);

    final LogicLoop loop = LogicLoop.start("test-logic");
    final ClusterKeys keys;
    final RedisLinks links;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong openings = new AtomicLong();
    private final AtomicLong barriers = new AtomicLong();
    final List<String> events = new CopyOnWriteArrayList<>();

    private LinkFixture(RedisSettings settings, int partitions, long mostPendingBytes, int replicas) {
        keys = new ClusterKeys(settings.keyPrefix(), partitions);
        links = new RedisLinks(settings, keys, mostPendingBytes, replicas, loop);
    }

    static LinkFixture start(String uri) {
        return start(new RedisSettings(uri, TIMEOUT, "it:"), 2, 1 << 20);
    }

    static LinkFixture start(RedisSettings settings, int partitions, long mostPendingBytes) {
        return started(new LinkFixture(settings, partitions, mostPendingBytes, 0));
    }

    /** What it hears and what it is answered is at a replica. */
    static LinkFixture startReplicated(String uri) {
        return started(new LinkFixture(new RedisSettings(uri, TIMEOUT, "it:"), 2, 1 << 20, 1));
    }

    private static LinkFixture started(LinkFixture fixture) {
        fixture.run(port -> port.start(fixture));
        return fixture;
    }

    /** Runs this on the logic thread. */
    void run(Consumer<RedisPort> what) {
        loop.execute(() -> what.accept(links));
    }

    /** Calls, sends, and notes the answer as "name: …". */
    void call(String name, int partition, FunctionCall call) {
        run(port -> {
            port.call(partition, call, noted(name));
            port.flush();
        });
    }

    /** Asks for barriers until one shows this. */
    void awaitBarrier(int partition, BarrierResult expected) {
        long start = System.nanoTime();
        String shown = "";
        while (!shown.endsWith(": " + expected)) {
            assertThat(System.nanoTime() - start).as(shown).isLessThan(DEADLINE);
            String name = "barrier " + barriers.incrementAndGet();
            run(port -> port.barrier(partition, result -> events.add(name + ": " + result)));
            shown = await(name + ":");
        }
    }

    PortReply noted(String name) {
        return new PortReply() {
            @Override
            public void answered(Object answer) {
                events.add(name + ": " + text(answer));
            }

            @Override
            public void failed(PortFailure why, String words) {
                events.add(name + ": " + why + " " + words);
            }
        };
    }

    /** A call that registers this host, and may be made again. */
    FunctionCall open(int partition) {
        return new FunctionCall("os1_open")
                .key(keys.partition(partition).partition())
                .key(keys.partition(partition).host(HID))
                .with(HID)
                .with(openings.incrementAndGet());
    }

    FunctionCall read(int partition) {
        return new FunctionCall("os1_read")
                .keys(keys.partition(partition).room(1))
                .with(0)
                .with("0");
    }

    /** Waits until there is an event that begins like this, and returns the first such. */
    String await(String beginning) {
        return await(beginning, 1);
    }

    String await(String beginning, int times) {
        assertThat(loop.await(() -> matching(beginning).size() >= times, DEADLINE))
                .as("%s in %s", beginning, events)
                .isTrue();
        return matching(beginning).get(times - 1);
    }

    List<String> matching(String beginning) {
        return events.stream().filter(event -> event.startsWith(beginning)).toList();
    }

    @Override
    public void up(int partition) {
        events.add("up " + partition);
    }

    @Override
    public void down(int partition, String why) {
        events.add("down " + partition + ": " + why);
    }

    @Override
    public void subscribed(int partition, int channel) {
        events.add("subscribed " + partition + " " + channel);
    }

    @Override
    public void message(int partition, int channel, byte[] message) {
        events.add("message " + partition + " " + channel + ": " + text(message));
    }

    @Override
    public void heard(String channel, byte[] message) {
        events.add("heard " + channel + ": " + text(message));
    }

    private static String text(Object answer) {
        if (answer instanceof List<?> list) {
            return list.stream().map(LinkFixture::text).toList().toString();
        }
        return answer instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(answer);
    }

    @Override
    public void close() {
        closeAfter(port -> {});
    }

    /** Does something last, and closes in the same task. Idempotent. */
    void closeAfter(Consumer<RedisPort> last) {
        if (closed.compareAndSet(false, true)) {
            // Waited for: a loop that is closed as a task comes may drop it, and the client's threads would stay.
            CompletableFuture.runAsync(
                            () -> {
                                last.accept(links);
                                links.close();
                            },
                            loop::execute)
                    .join();
            loop.close();
        }
    }
}
