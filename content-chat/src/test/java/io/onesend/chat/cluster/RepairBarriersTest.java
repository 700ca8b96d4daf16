package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Redis has accepted is kept until a barrier shows it at a replica, or for a while where there is none. */
class RepairBarriersTest {

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 4), ClusterConfig.named("test"));
    private final Host host = redis.addHost();
    private final FakeSession alice = redis.inRoom(host, "alice", 3);

    RepairBarriersTest() {
        redis.primary.replicateUntil(Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void whatAReplicaDoesNotHaveIsKeptHoweverLongThatTakes() {
        host.port().barriers = BarrierResult.BEHIND;
        acceptOne();
        redis.run(LONG);

        failOver();

        assertThat(host.statistics().repairedEvents()).isOne();
        assertThat(host.statistics().lostAccepted()).isZero();
    }

    @Test
    void whatABarrierDoesNotAnswerIsKeptForTheTimeOfNoReplica() {
        redis.run(LONG);
        host.port().barriers = null;
        acceptOne();
        redis.run(SHORT);
        failOver();
        assertThat(host.statistics().repairedEvents()).isOne();

        redis.run(LONG);
        failOver();

        assertThat(host.statistics().lostAccepted()).isOne();
    }

    @Test
    void whatABarrierHasShownIsLetGoAtOnce() {
        host.port().barriers = BarrierResult.REPLICATED;
        acceptOne();
        redis.run(SHORT);

        failOver();

        assertThat(host.statistics().repairedEvents()).isZero();
        assertThat(host.statistics().lostAccepted()).isOne();
    }

    @Test
    void aBarrierShowsNothingOfWhatCameAfterIt() {
        host.port().barriers = BarrierResult.REPLICATED;
        acceptOne();
        redis.run(Duration.ofMillis(50));
        host.port().barriers = null;
        redis.run(Duration.ofMillis(50));
        acceptOne();

        failOver();

        assertThat(host.statistics().repairedEvents()).isOne();
        assertThat(host.statistics().lostAccepted()).isOne();
    }

    @Test
    void aReplicaThatIsCutOffMayStillTakeOver() {
        host.port().barriers = BarrierResult.REPLICATED;
        acceptOne();
        redis.run(SHORT);
        redis.primary.replicateUntil(Long.MAX_VALUE);
        host.port().barriers = BarrierResult.NO_REPLICA;
        acceptOne();
        redis.run(LONG);

        failOver();

        assertThat(host.statistics().repairedEvents()).isOne();
    }

    @Test
    void whereThereIsNoReplicaItIsLetGoAfterAWhile() {
        acceptOne();
        redis.run(LONG);

        failOver();

        assertThat(host.statistics().lostAccepted()).isOne();
    }

    @Test
    void noTimePassesWhileTheLinkIsDown() {
        acceptOne();
        redis.run(SHORT);
        redis.at(host, host.port()::cut);
        redis.run(LONG);
        redis.at(host, host.port()::connect);
        redis.run(SHORT);

        failOver();

        assertThat(host.statistics().repairedEvents()).isOne();
        assertThat(host.statistics().lostAccepted()).isZero();
    }

    @Test
    void barriersAreAskedForWhileSomethingIsKeptAndSeldomOtherwise() {
        host.port().barriers = BarrierResult.BEHIND;
        acceptOne();
        host.port().barriersAsked = 0;
        redis.run(SHORT);
        assertThat(host.port().barriersAsked).isBetween(9, 10);

        host.port().barriers = BarrierResult.REPLICATED;
        redis.run(SHORT);
        host.port().barriersAsked = 0;
        redis.run(Duration.ofSeconds(21));
        assertThat(host.port().barriersAsked)
                .as("for each partition, so that Redis does not close the connection")
                .isEqualTo(2 * ClusterConfig.named("test").partitions());
    }

    private void acceptOne() {
        alice.takeSent();
        alice.receive(new RoomChatRequest("one"));
        assertThat(redis.heardBy(alice)).contains(new RoomChatResponse(ResultCode.NONE));
    }

    /** The replica takes over without what was accepted since the last replication. */
    private void failOver() {
        redis.at(host, host.port()::cut);
        redis.primary.failOver();
        redis.at(host, host.port()::connect);
        redis.settle();
    }
}
