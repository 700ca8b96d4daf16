package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Calls and messages of a cluster's links to a real Redis in good order. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class RedisLinksIT {

    private static final int CALLS = 400;

    @TempDir
    Path folder;

    private RedisProcess redis;
    private LinkFixture host;

    @BeforeEach
    void start() throws Exception {
        redis = RedisProcess.startIn(folder);
        host = LinkFixture.start(redis.uri());
        host.await("up 1");
    }

    @AfterEach
    void stop() {
        host.close();
        redis.close();
    }

    @Test
    void loadsTheFunctionsAndSaysThatEachPartitionIsUp() throws Exception {
        assertThat(host.events).containsExactly("up 0", "up 1");
        assertThat(redis.tell("FUNCTION", "LIST")).contains("onesend1");
    }

    @Test
    void usesFunctionsThatAnotherHostHasLoaded() {
        try (LinkFixture other = LinkFixture.start(redis.uri())) {
            other.await("up 1");
            other.call("open", 0, other.open(0));
            assertThat(other.await("open:")).isEqualTo("open: [NEW, 1, 0, [], [" + LinkFixture.HID + ", 0, 0]]");
        }
    }

    @Test
    void answersInTheOrderOfTheCallsWhichLeaveTogether() throws Exception {
        long reads = readsOf(redis);

        host.run(port -> {
            for (int number = 0; number < CALLS; number++) {
                port.call(
                        number % 2,
                        number % 3 == 0 ? host.read(number % 2) : host.open(number % 2),
                        host.noted("call " + number));
            }
            port.flush();
        });
        host.await("call " + (CALLS - 1));

        assertThat(host.matching("call").stream().map(event -> event.substring(0, event.indexOf(':'))))
                .containsExactlyElementsOf(IntStream.range(0, CALLS)
                        .mapToObj(number -> "call " + number)
                        .toList());
        assertThat(readsOf(redis) - reads).isLessThan(CALLS / 4);
    }

    private static long readsOf(RedisProcess redis) throws Exception {
        Matcher reads = Pattern.compile("total_reads_processed:(\\d+)").matcher(redis.tell("INFO", "stats"));
        assertThat(reads.find()).isTrue();
        return Long.parseLong(reads.group(1));
    }

    @Test
    void sendsNothingBeforeTheFlush() {
        host.run(port -> port.call(0, host.open(0), host.noted("early")));
        host.run(port -> port.publish("it:{x}", new byte[0], host.noted("published")));
        // The publication has sent all.
        assertThat(host.await("published")).isEqualTo("published: 0");
        assertThat(host.events).containsSubsequence(host.await("early"), "published: 0");
    }

    @Test
    void readsNestedAnswersWithEmptyLists() {
        host.call("read", 0, host.read(0));
        host.call("open", 1, host.open(1));

        assertThat(host.await("read")).isEqualTo("read: [[LOST]]");
        assertThat(host.await("open")).isEqualTo("open: [NEW, 1, 0, [], [" + LinkFixture.HID + ", 0, 0]]");
    }

    @Test
    void hearsAFeedWhileItListensToIt() throws Exception {
        String feed = host.keys.partition(1).feed(0);
        host.run(port -> port.subscribe(1, 0));
        host.await("subscribed 1 0");

        assertThat(redis.tell("SPUBLISH", feed, "one")).isEqualTo("1");
        assertThat(redis.tell("SPUBLISH", feed, "two")).isEqualTo("1");
        host.await("message 1 0: two");
        host.run(port -> port.unsubscribe(1, 0));
        host.call("behind", 0, host.open(0));
        host.await("behind");
        awaitNobodyListensTo(feed);

        host.run(port -> port.subscribe(1, 0));
        host.await("subscribed 1 0", 2);
        assertThat(redis.tell("SPUBLISH", feed, "three")).isEqualTo("1");
        host.await("message 1 0: three");
        assertThat(host.matching("message"))
                .containsExactly("message 1 0: one", "message 1 0: two", "message 1 0: three");
        assertThat(host.matching("down")).isEmpty();
    }

    private void awaitNobodyListensTo(String feed) throws Exception {
        long start = System.nanoTime();
        while (!redis.tell("PUBSUB", "SHARDNUMSUB", feed).endsWith("0")) {
            assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
        }
    }

    @Test
    void aSubscriptionEndedAndMadeAgainAtOnceIsOne() throws Exception {
        host.run(port -> {
            port.subscribe(0, 0);
            port.unsubscribe(0, 0);
            port.subscribe(0, 0);
        });
        host.await("subscribed 0 0");
        host.call("behind", 0, host.open(0));
        host.await("behind");

        assertThat(redis.tell("SPUBLISH", host.keys.partition(0).feed(0), "still there"))
                .isEqualTo("1");
        host.await("message 0 0: still there");
        assertThat(host.matching("down")).isEmpty();
    }

    @Test
    void hearsItsOwnChannelAndTellsHowManyHeard() {
        String own = host.keys.control(LinkFixture.HID);
        host.run(port -> port.listen(own));
        byte[] question = "who?".getBytes(StandardCharsets.UTF_8);
        try (LinkFixture other = LinkFixture.start(redis.uri())) {
            other.await("up 1");
            awaitListener(other, own, question);

            assertThat(host.await("heard")).isEqualTo("heard " + own + ": who?");
            other.run(port -> port.publish("it:ctl:{nobody}", question, other.noted("nobody")));
            assertThat(other.await("nobody")).isEqualTo("nobody: 0");
        }
    }

    private static void awaitListener(LinkFixture other, String channel, byte[] question) {
        for (int times = 1; other.matching("asked: 1").isEmpty(); times++) {
            other.run(port -> port.publish(channel, question, other.noted("asked")));
            other.await("asked", times);
        }
    }

    @Test
    void callsNothingBackAfterItsEnd() {
        List<String> before = List.copyOf(host.events);

        host.closeAfter(port -> {
            port.call(0, host.open(0), host.noted("late"));
            port.flush();
        });

        assertThat(host.events).isEqualTo(before);
    }
}
