package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import io.onesend.chat.cluster.FunctionCall;
import io.onesend.chat.cluster.RedisPort;
import io.onesend.network.testing.RedisClusterProcesses;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Links to a real Redis Cluster of three primaries, each with a replica. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class RedisClusterLinksIT {

    private static final int PARTITIONS = 6;
    private static final int MOST_PENDING_BYTES = 1 << 20;

    @TempDir
    Path folder;

    private RedisClusterProcesses redis;
    private LinkFixture host;

    @BeforeEach
    void start() throws Exception {
        redis = RedisClusterProcesses.startIn(folder, 3, 1);
        RedisSettings settings = new RedisSettings(redis.uri(), LinkFixture.TIMEOUT, "it:");
        host = LinkFixture.start(settings, PARTITIONS, MOST_PENDING_BYTES);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            host.await("up " + partition);
        }
    }

    @AfterEach
    void stop() {
        host.close();
        redis.close();
    }

    private int slotOf(int partition) {
        return SlotHash.getSlot(host.keys.partition(partition).partition());
    }

    @Test
    void partitionsAreSpreadOverAllPrimariesAndEachAnswers() throws Exception {
        Set<Integer> primaries = new HashSet<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            primaries.add(redis.primaryOf(slotOf(partition)));
            host.call("open " + partition, partition, host.open(partition));
            assertThat(host.await("open " + partition)).contains("[NEW");
        }

        assertThat(primaries).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(host.links.trouble()).isEmpty();
    }

    @Test
    void aCallForAKeyGoesToThePrimaryOfThatKey() {
        for (int user = 0; user < 20; user++) {
            String name = "claim " + user + ";";
            FunctionCall claim = new FunctionCall("os1_release")
                    .key(host.keys.holder("user" + user))
                    .with(LinkFixture.HID)
                    .with(1)
                    .with(0);
            host.run(port -> {
                port.call(claim, host.noted(name));
                port.flush();
            });
            assertThat(host.await(name)).isEqualTo(name + ": [OTHER]");
        }
    }

    @Test
    void feedsAndOwnChannelsAreWhereTheirSlotsAre() throws Exception {
        host.run(port -> port.listen(host.keys.control(LinkFixture.HID)));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int of = partition;
            host.run(port -> port.subscribe(of, 0));
            host.await("subscribed " + partition);
            String feed = host.keys.partition(partition).feed(0);
            assertThat(redis.node(redis.primaryOf(SlotHash.getSlot(feed))).tell("SPUBLISH", feed, "hello"))
                    .isEqualTo("1");
            host.await("message " + partition + " 0: hello");
        }
        host.run(port -> port.publish(host.keys.control(LinkFixture.HID), new byte[] {'!'}, host.noted("told")));
        assertThat(host.await("told")).isEqualTo("told: 1");
        host.await("heard");
    }

    @Test
    void aPartitionMovesWithItsSlotAndTheOthersStay() throws Exception {
        host.run(port -> port.subscribe(0, 0));
        host.await("subscribed 0");
        host.call("before", 0, host.open(0));
        host.await("before");
        int from = redis.primaryOf(slotOf(0));

        redis.move(slotOf(0), from, (from + 1) % 3);

        host.await("down 0");
        host.await("up 0", 2);
        host.call("after", 0, host.open(0));
        assertThat(host.await("after")).as("its keys have moved with it").contains("[KNOWN");
        host.run(port -> port.subscribe(0, 0));
        host.await("subscribed 0", 2);
        assertThat(host.events.stream().filter(event -> event.startsWith("down")))
                .allMatch(event -> event.startsWith("down 0"));
    }

    @Test
    void aPartitionWithoutAFeedFindsItsMovedSlotByACall() throws Exception {
        host.call("before", 1, host.open(1));
        host.await("before");
        int from = redis.primaryOf(slotOf(1));
        redis.move(slotOf(1), from, (from + 1) % 3);

        host.call("astray", 1, host.open(1));

        assertThat(host.await("astray")).startsWith("astray: HELD MOVED");
        assertThat(host.await("down 1")).contains("its slot is at 127.0.0.1:");
        host.await("up 1", 2);
        host.call("after", 1, host.open(1));
        assertThat(host.await("after")).contains("[KNOWN");
    }

    @Test
    void aSlotThatIsOnItsWayHoldsCalls() throws Exception {
        host.call("before", 2, host.open(2));
        host.await("before");
        int from = redis.primaryOf(slotOf(2));
        String slot = Integer.toString(slotOf(2));
        redis.node(from)
                .tell(
                        "CLUSTER",
                        "SETSLOT",
                        slot,
                        "MIGRATING",
                        redis.node((from + 1) % 3).tell("CLUSTER", "MYID"));
        host.call(
                "half",
                2,
                new FunctionCall("os1_read")
                        .keys(host.keys.partition(2).room(1))
                        .with(0)
                        .with("0"));
        assertThat(host.await("half")).startsWith("half: HELD ASK");
        host.call(
                "mixed",
                2,
                new FunctionCall("os1_open")
                        .key(host.keys.partition(2).partition())
                        .key(host.keys.partition(2).host("00000000000000bb"))
                        .with("00000000000000bb")
                        .with(1));
        assertThat(host.await("mixed")).startsWith("mixed: HELD TRYAGAIN");
        redis.node(from).tell("CLUSTER", "SETSLOT", slot, "STABLE");

        host.call("after", 2, host.open(2));
        assertThat(host.await("after")).contains("[KNOWN");
        assertThat(host.matching("down")).isEmpty();
    }

    @Test
    void aKilledPrimaryIsReplacedByItsReplica() throws Exception {
        openAll("before");
        int killed = redis.primaryOf(slotOf(0));
        redis.node(killed).kill();

        host.await("down 0");
        host.await("up 0", 2);
        openAll("after");
    }

    @Test
    void aFailoverOnRequestIsFollowed() throws Exception {
        openAll("before");
        int primary = redis.primaryOf(slotOf(0));
        redis.node(redis.replicaOf(primary)).tell("CLUSTER", "FAILOVER");
        for (int times = 1; host.matching("down 0").isEmpty(); times++) {
            host.call("meanwhile", 0, host.open(0));
            host.await("meanwhile", times);
        }

        host.await("up 0", 2);
        openAll("after");
    }

    /** Registers in all partitions, which what has been replicated or moved shows later. */
    private void openAll(String when) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int of = partition;
            String name = when + " " + partition;
            for (int times = 1; host.matching(name + ": [").isEmpty(); times++) {
                host.run(port -> {
                    port.call(of, host.open(of), host.noted(name));
                    port.flush();
                });
                host.await(name, times);
            }
        }
    }

    @Test
    void allNodesAtOnceAreWaitedFor() throws Exception {
        for (int node = 0; node < 6; node++) {
            redis.node(node).kill();
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            host.await("down " + partition);
        }
        assertThat(host.links.trouble()).contains("Redis at 127.0.0.1:");
        for (int node = 0; node < 6; node++) {
            redis.node(node).startAgain();
        }

        for (int partition = 0; partition < PARTITIONS; partition++) {
            host.await("up " + partition, 2);
        }
        host.run(RedisPort::flush);
    }
}
