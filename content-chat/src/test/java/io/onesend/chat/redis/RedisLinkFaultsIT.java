package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster's links make of a Redis that is gone, slow, full, loading, or too old. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class RedisLinkFaultsIT {

    private static final int MOST_PENDING_BYTES = 64 * 1024;

    private static final int CALLS_BEFORE = 100;
    private static final int MOST_CALLS = 2000;
    private static final long PAUSE_NANOS = 20_000;

    @TempDir
    Path folder;

    private RedisProcess redis;
    private LinkFixture host;

    @BeforeEach
    void start() throws Exception {
        redis = RedisProcess.startIn(folder, "--enable-debug-command", "yes");
        host = LinkFixture.start(settings(redis.uri()), 2, MOST_PENDING_BYTES);
        host.await("up 1");
    }

    private static RedisSettings settings(String uri) {
        return new RedisSettings(uri, LinkFixture.TIMEOUT, "it:");
    }

    @AfterEach
    void stop() {
        host.close();
        redis.close();
    }

    @Test
    void aKilledConnectionForCallsTakesTheFeedsWithIt() throws Exception {
        hostListens();

        redis.tell("CLIENT", "KILL", "TYPE", "normal");

        comesBack();
    }

    @Test
    void aKilledConnectionForFeedsTakesTheCallsWithIt() throws Exception {
        hostListens();

        redis.tell("CLIENT", "KILL", "TYPE", "pubsub");

        comesBack();
    }

    @Test
    void comesBackAfterARestartWithoutData() throws Exception {
        hostListens();
        redis.stop();
        host.await("down 1");
        assertThat(host.links.trouble()).startsWith("Redis at redis://127.0.0.1:");

        redis.startAgain();

        comesBack();
        assertThat(host.links.trouble()).isEmpty();
    }

    @Test
    void comesBackAfterShutdown() throws Exception {
        hostListens();
        redis.tell("SHUTDOWN", "NOSAVE");
        host.await("down 1");
        host.call("while down", 0, host.open(0));
        assertThat(host.await("while down")).isEqualTo("while down: HELD not connected");

        redis.startAgain();

        comesBack();
    }

    private void hostListens() {
        host.run(port -> port.listen(host.keys.control(LinkFixture.HID)));
        host.run(port -> port.subscribe(0, 0));
        host.await("subscribed 0 0");
    }

    /** Down and up once; subscriptions to feeds have to be made again, the host's own channel is listened to at once. */
    private void comesBack() throws Exception {
        host.await("down 1");
        host.await("up 1", 2);
        assertThat(host.matching("down")).hasSize(2);
        host.call("again", 1, host.open(1));
        assertThat(host.await("again")).contains("NEW");
        assertThat(redis.tell("SPUBLISH", host.keys.partition(0).feed(0), "unheard"))
                .isEqualTo("0");
        assertThat(redis.tell("SPUBLISH", host.keys.control(LinkFixture.HID), "heard"))
                .isEqualTo("1");
        host.await("heard");
        host.run(port -> port.subscribe(0, 0));
        host.await("subscribed 0 0", 2);
    }

    /** Calls go on while the process ends: Lettuce tells of those that it could not write before it tells of those that it could. */
    @RepeatedTest(5)
    void whatIsUnderWayOnALinkThatBreaksIsLostInItsOrderAndThenItIsDown() throws Exception {
        redis.freeze();
        List<String> called = new ArrayList<>();
        while (called.size() < CALLS_BEFORE) {
            callOnceMore(called);
        }
        CompletableFuture<Void> killed = CompletableFuture.runAsync(redis::kill);
        while (host.matching("down").isEmpty() && called.size() < MOST_CALLS) {
            callOnceMore(called);
        }
        host.await(called.get(called.size() - 1) + ":");
        killed.join();

        List<String> events = host.events.stream()
                .filter(event -> !event.startsWith("up"))
                .map(event -> event.replaceFirst("(LOST|HELD|down \\d).*", "$1"))
                .toList();
        int lost = events.indexOf("down 0");
        assertThat(lost).isPositive();
        List<String> expected = new ArrayList<>();
        called.subList(0, lost).forEach(call -> expected.add(call + ": LOST"));
        expected.addAll(List.of("down 0", "down 1"));
        called.subList(lost, called.size()).forEach(call -> expected.add(call + ": HELD"));
        assertThat(events).isEqualTo(expected);
    }

    private void callOnceMore(List<String> called) {
        String name = "call " + called.size();
        called.add(name);
        host.call(name, 0, host.open(0));
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    @Test
    void aCallThatIsNotAnsweredInTimeBreaksTheLink() throws Exception {
        redis.freeze();
        host.call("late", 0, host.open(0));

        assertThat(host.await("late")).isEqualTo("late: LOST no answer in 1000 ms");
        assertThat(host.await("down 0")).isEqualTo("down 0: no answer in 1000 ms");
        redis.thaw();
        host.await("up 1", 2);
        host.call("after", 0, host.open(0));
        assertThat(host.await("after")).doesNotContain("LOST");
    }

    @Test
    void aPauseThatIsShorterThanTheTimeoutIsADelay() throws Exception {
        redis.tell("CLIENT", "PAUSE", "300");
        host.call("delayed", 0, host.open(0));

        assertThat(host.await("delayed")).startsWith("delayed: [NEW");
        assertThat(host.matching("down")).isEmpty();
    }

    @Test
    void aPauseThatIsLongerBreaksTheLinkUntilItIsOver() throws Exception {
        redis.tell("CLIENT", "PAUSE", "2500");
        host.call("late", 0, host.open(0));

        assertThat(host.await("late")).startsWith("late: LOST");
        host.await("up 1", 2);
        host.call("after", 1, host.open(1));
        assertThat(host.await("after")).startsWith("after: [NEW");
    }

    @Test
    void aFullRedisRefusesWritesAndStillReads() throws Exception {
        redis.tell("CONFIG", "SET", "maxmemory", "1");
        host.call("write", 0, host.open(0));
        host.call("read", 0, host.read(0));

        assertThat(host.await("write")).startsWith("write: REFUSED OOM");
        assertThat(host.await("read")).isEqualTo("read: [[LOST]]");
        redis.tell("CONFIG", "SET", "maxmemory", "0");
        host.call("after", 0, host.open(0));
        assertThat(host.await("after")).startsWith("after: [NEW");
        assertThat(host.matching("down")).isEmpty();
    }

    @Test
    void aRedisWithoutTheRightRefuses() throws Exception {
        redis.tell("ACL", "SETUSER", "default", "-fcall");
        host.call("forbidden", 0, host.open(0));

        assertThat(host.await("forbidden")).startsWith("forbidden: REFUSED NOPERM");
    }

    @Test
    void aRedisThatLoadsItsDataHoldsCalls() throws Exception {
        redis.tell("DEBUG", "POPULATE", "3000");
        redis.tell("CONFIG", "SET", "key-load-delay", "1000", "loading-process-events-interval-bytes", "1024");
        Thread reload = new Thread(() -> {
            try {
                redis.tell("DEBUG", "RELOAD");
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        reload.start();
        for (int times = 1; host.matching("loading: HELD LOADING").isEmpty(); times++) {
            assertThat(reload.isAlive()).isTrue();
            host.call("loading", 0, host.open(0));
            host.await("loading", times);
        }
        reload.join();

        host.call("after", 0, host.open(0));
        assertThat(host.await("after")).doesNotContain("HELD");
        assertThat(host.matching("down")).isEmpty();
    }

    @Test
    void functionsThatAreGoneAreLoadedAgain() throws Exception {
        redis.tell("FUNCTION", "FLUSH");
        host.call("missing", 0, host.open(0));
        assertThat(host.await("missing")).isEqualTo("missing: HELD ERR Function not found");

        host.call("after", 0, host.open(0));
        assertThat(host.await("after")).startsWith("after: [NEW");
        assertThat(host.matching("down")).isEmpty();
    }

    @Test
    void aFeedThatTheLogicThreadDoesNotKeepUpWithIsOpenedAnew() throws Exception {
        hostListens();
        CountDownLatch busy = new CountDownLatch(1);
        host.run(port -> awaitQuietly(busy));
        String feed = host.keys.partition(0).feed(0);
        String message = "x".repeat(16 * 1024);
        // Redis counts no listener any more when the link has given its connection up.
        while (redis.tell("SPUBLISH", feed, message).equals("1")) {
            assertThat(busy.getCount()).isOne();
        }
        busy.countDown();

        assertThat(host.await("down 0")).contains("more than 65536 bytes of its messages wait");
        assertThat(host.matching("message")).hasSize(MOST_PENDING_BYTES / message.length());
        comesBack();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void moreCallsThanTheBoundAreHeld() throws Exception {
        redis.freeze();
        host.run(port -> {
            for (int number = 0; number <= PendingCalls.MOST; number++) {
                port.call(0, host.read(0), host.noted("call " + number));
            }
            port.flush();
        });

        assertThat(host.await("call")).isEqualTo("call 4096: HELD 4096 calls have no answer yet");
        redis.thaw();
        host.await("call 4095");
    }

    @Test
    void aPartitionGivenUpComesBackWithItsLink() throws Exception {
        hostListens();

        host.run(port -> port.reconnect(1));

        assertThat(host.await("down 0")).isEqualTo("down 0: it was given up");
        comesBack();
    }

    @Test
    void aSubscriptionThatIsNotGrantedBreaksTheLink() throws Exception {
        redis.tell("ACL", "SETUSER", "default", "resetchannels");
        host.run(port -> port.subscribe(0, 0));

        assertThat(host.await("down 0")).contains("NOPERM");
    }

    @Test
    void aRedisThatIsTooOldIsNotUsed(@TempDir Path oldFolder) throws Exception {
        try (TestRedis old = TestRedis.startIn(oldFolder);
                LinkFixture other = LinkFixture.start(old.settings("it:"), 1, MOST_PENDING_BYTES)) {
            assertThat(other.loop.await(
                            () -> other.links.trouble().contains("7.0.3"),
                            Duration.ofSeconds(30).toNanos()))
                    .as(other.links.trouble())
                    .isTrue();
            assertThat(other.links.trouble())
                    .matches("Redis at redis://127.0.0.1:\\d+: it is Redis 6\\.[\\d.]+,"
                            + " and a cluster needs 7\\.0\\.3 or later, which has functions");
            assertThat(other.events).isEmpty();
        }
    }
}
