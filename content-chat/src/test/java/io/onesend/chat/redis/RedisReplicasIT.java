package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.network.testing.RedisProcess;
import io.onesend.network.testing.ThreadCheck;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A link that hears and answers nothing which a replica does not have. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class RedisReplicasIT {

    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private RedisProcess primary;
    private RedisProcess replica;
    private LinkFixture host;

    @BeforeEach
    void start() throws Exception {
        primary = RedisProcess.startIn(folder, "--repl-diskless-sync-delay", "0");
        replica = RedisProcess.startIn(folder, "--replicaof", "127.0.0.1 " + primary.port());
        long start = System.nanoTime();
        while (!replica.tell("INFO", "replication").contains("master_link_status:up")) {
            assertThat(System.nanoTime() - start).isLessThan(DEADLINE);
        }
        host = LinkFixture.startReplicated(primary.uri());
        host.await("up 1");
    }

    @AfterEach
    void stop() {
        host.close();
        replica.close();
        primary.close();
        ThreadCheck.assertNoThreadNamed("redis-");
    }

    @Test
    void whatIsAnsweredIsAtTheReplica() throws Exception {
        host.run(port -> port.subscribe(0, 0));
        host.await("subscribed 0");
        host.call("open", 0, host.open(0));
        host.await("open: [NEW");

        // By then: without a barrier this would be a race.
        assertThat(replica.tell("HEXISTS", host.keys.partition(0).partition(), "h" + LinkFixture.HID))
                .isEqualTo("1");
        assertThat(primary.tell("SPUBLISH", host.keys.partition(0).feed(0), "hello"))
                .isEqualTo("1");
        host.await("message 0 0: hello");
    }

    @Test
    void nothingIsAnsweredOrHeardWhileTheReplicaStandsStill() throws Exception {
        host.run(port -> port.subscribe(0, 0));
        host.await("subscribed 0");
        replica.freeze();
        host.call("open", 0, host.open(0));
        primary.tell("SPUBLISH", host.keys.partition(0).feed(0), "hello");

        assertThat(host.await("open")).isEqualTo("open: LOST fewer than 1 replicas have it in 1000 ms");
        host.await("down 0");
        assertThat(host.matching("message")).isEmpty();
        replica.thaw();

        host.await("up 1", 2);
        host.call("after", 0, host.open(0));
        assertThat(host.await("after")).contains("[KNOWN");
    }

    @Test
    void whatAReplicaHasLateIsHeardLateAndInOrder() throws Exception {
        host.run(port -> port.subscribe(0, 0));
        host.await("subscribed 0");
        replica.freeze();
        String feed = host.keys.partition(0).feed(0);
        for (int number = 0; number < 20; number++) {
            primary.tell("SPUBLISH", feed, "message " + number);
        }
        assertThat(host.matching("message")).isEmpty();
        replica.thaw();

        host.await("message 0 0: message 19");
        assertThat(host.matching("message")).hasSize(20);
        for (int number = 0; number < 20; number++) {
            assertThat(host.matching("message").get(number)).isEqualTo("message 0 0: message " + number);
        }
    }

    @Test
    void aBarrierShowsWhetherAReplicaHasWhatWasAnswered() throws Exception {
        try (LinkFixture other = LinkFixture.start(primary.uri())) {
            other.await("up 1");
            other.call("open", 1, other.open(1));
            other.await("open: [NEW");
            other.awaitBarrier(1, BarrierResult.REPLICATED);
            assertThat(replica.tell("HEXISTS", other.keys.partition(1).partition(), "h" + LinkFixture.HID))
                    .isEqualTo("1");

            replica.freeze();
            other.awaitBarrier(1, BarrierResult.BEHIND);
            replica.thaw();

            replica.tell("REPLICAOF", "NO", "ONE");
            long start = System.nanoTime();
            while (!primary.tell("INFO", "replication").contains("connected_slaves:0")) {
                assertThat(System.nanoTime() - start).isLessThan(DEADLINE);
            }
            other.awaitBarrier(1, BarrierResult.NO_REPLICA);
        }
    }

    @Test
    void aUserWhoMayNotReadInfoSeesByTheBarrierThatThereIsAReplica() throws Exception {
        String rights = "ACL SETUSER kim reset on >pw ~it:* &it:* +@all -@admin -@dangerous +function|load";
        assertThat(primary.tell(rights.split(" "))).isEqualTo("OK");
        try (LinkFixture other = LinkFixture.start("redis://kim:pw@127.0.0.1:" + primary.port())) {
            other.await("up 1");
            other.awaitBarrier(1, BarrierResult.REPLICATED);
            replica.freeze();
            other.awaitBarrier(1, BarrierResult.BEHIND);
            replica.thaw();
        }
    }

    @Test
    void aLinkThatWaitsForReplicasHasItsBarriersAnsweredByThem() {
        host.awaitBarrier(0, BarrierResult.REPLICATED);
    }
}
