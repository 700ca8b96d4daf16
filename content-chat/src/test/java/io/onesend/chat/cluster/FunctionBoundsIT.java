package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.onesend.chat.cluster.Replies.ApplyStatus;
import io.onesend.chat.cluster.Replies.OpenStatus;
import io.onesend.chat.cluster.Replies.Outcome;
import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.cluster.Replies.ReadStatus;
import io.onesend.chat.room.RoomEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the model leaves out: time, trimming, keys of a wrong type, and a Redis without memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("io.onesend.chat.cluster.SystemRedis#isInstalled")
class FunctionBoundsIT {

    private static final int ROOM = 7;
    private static final PartitionKeys KEYS = PartitionKeys.of("bounds:", "a");
    private static final RoomLimits LIMITS = new RoomLimits(100, 10, Duration.ofHours(1));

    @TempDir
    static Path folder;

    private SystemRedis redis;
    private long batches;

    @BeforeAll
    void start() throws Exception {
        redis = SystemRedis.startIn(folder);
    }

    @AfterAll
    void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        commands().flushall();
        batches = 0;
        assertThat(ReplyReader.opened(redis.call(Functions.open(KEYS, "one", 1)))
                        .status())
                .isEqualTo(OpenStatus.NEW);
    }

    @Test
    void aTrimmedStreamIsLostForWhoReadsFromBeforeIt() {
        apply(new RoomEvent.Entered(1, "kim"));
        for (int i = 0; i < 500; i++) {
            apply(new RoomEvent.Said(1, "kim", "message " + i));
        }
        assertThat(read(Position.START).status()).isEqualTo(ReadStatus.LOST);
        assertThat(read(new Position(1, 0)).status()).isEqualTo(ReadStatus.LOST);
        ReadRoom last = read(new Position(500, 499));
        assertThat(last.status()).isEqualTo(ReadStatus.MORE);
        assertThat(last.state().newest()).hasSize(1);
        assertThat(commands().xlen(key(1)))
                .as("kept at least, and not many more")
                .isBetween(10L, 200L);
    }

    @Test
    void aRoomIsForgottenAfterItsLastMemberAndItsPositionLast() {
        apply(new RoomEvent.Entered(1, "kim"));
        assertThat(lives()).as("with a member").containsOnly(-1L);
        apply(new RoomEvent.Left(1));
        assertThat(lives()).as("empty").allSatisfy(life -> assertThat(life).isPositive());
        assertThat(lives().get(0)).as("the position outlives the rest").isGreaterThan(lives().get(1) + 30_000);
        apply(new RoomEvent.Entered(2, "lee"));
        assertThat(lives()).as("with a member again").containsOnly(-1L);
        assertThat(read(new Position(2, 1)).state().at().offset())
                .as("the stream goes on")
                .isEqualTo(3);
    }

    @Test
    void aRoomWhosePositionIsGoneStartsAnew() {
        apply(new RoomEvent.Entered(1, "kim"));
        commands().del(key(0));
        assertThat(apply(new RoomEvent.Entered(2, "lee"))).isEqualTo(Outcome.at(1));
        assertThat(commands().hlen(key(2))).as("one member and the field '.'").isEqualTo(2);
        assertThat(commands().xlen(key(1))).isOne();
    }

    @Test
    void aKeyOfAWrongTypeChangesNothing() {
        for (String wrong : KEYS.room(ROOM)) {
            commands().flushall();
            batches = 0;
            redis.call(Functions.open(KEYS, "one", 1));
            commands().set(bytes(wrong), bytes("not ours"));
            List<String> before = hosts();
            assertThatThrownBy(() -> apply(new RoomEvent.Entered(1, "kim")))
                    .isInstanceOf(RedisCommandExecutionException.class)
                    .hasMessageContaining("WRONGTYPE");
            assertThat(hosts()).as(wrong).isEqualTo(before);
            assertThat(commands().hlen(bytes(KEYS.host("one")))).as(wrong).isOne();
            assertThat(commands().dbsize()).as(wrong).isEqualTo(3);
        }
    }

    @Test
    void withoutMemoryNothingIsApplied() {
        commands().configSet("maxmemory", "1");
        try {
            assertThatThrownBy(() -> apply(new RoomEvent.Entered(1, "kim")))
                    .isInstanceOf(RedisCommandExecutionException.class)
                    .hasMessageContaining("OOM");
        } finally {
            commands().configSet("maxmemory", "0");
        }
        batches = 0;
        assertThat(apply(new RoomEvent.Entered(1, "kim"))).isEqualTo(Outcome.at(1));
    }

    @Test
    void namesHostsWhoseLastBeatIsOldOrInTheFuture() {
        for (String hid : List.of("old", "ahead", "fresh")) {
            redis.call(Functions.open(KEYS, hid, 1));
        }
        commands().hset(bytes(KEYS.partition()), bytes("bold"), bytes("1000"));
        commands().hset(bytes(KEYS.partition()), bytes("bahead"), bytes("99999999999999"));
        assertThat(ReplyReader.beaten(redis.call(
                                Functions.beat(KEYS, "one", Duration.ofDays(1).toMillis(), true)))
                        .late())
                .isEqualTo(Map.of("old", "1", "ahead", "1"));
    }

    @Test
    void aMoveIsForgottenAfterFourThousandEvents() {
        redis.call(Functions.open(KEYS, "two", 1));
        apply(new RoomEvent.Entered(1, "kim"));
        Proposal move = Proposal.moving(ROOM, 0, new RoomEvent.Moved(1), 1, "one");
        redis.call(Functions.apply(KEYS, LIMITS, new Batch("two", 1, 1, List.of(move))));
        RoomEvent late = new RoomEvent.Said(1, "kim", "from the host before");
        assertThat(apply(late)).isEqualTo(Outcome.refused(Replies.Refusal.MOVED));
        for (int i = 2; i <= 42; i++) {
            List<Proposal> hundred = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                hundred.add(Proposal.of(ROOM, 0, new RoomEvent.Said(1, "kim", "here"), j));
            }
            redis.call(Functions.apply(KEYS, LIMITS, new Batch("two", 1, i, hundred)));
        }
        assertThat(apply(late).refusal()).isNull();
    }

    private Outcome apply(RoomEvent event) {
        Batch batch = new Batch("one", 1, ++batches, List.of(Proposal.of(ROOM, 0, event, batches - 1)));
        Replies.Applied applied = ReplyReader.applied(redis.call(Functions.apply(KEYS, LIMITS, batch)));
        assertThat(applied.status()).isEqualTo(ApplyStatus.OK);
        return applied.outcomes().get(0);
    }

    private ReadRoom read(Position from) {
        return ReplyReader.read(redis.call(Functions.read(KEYS, Map.of(ROOM, from))))
                .get(0);
    }

    private List<String> hosts() {
        return commands().hvals(bytes(KEYS.partition())).stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    private List<Long> lives() {
        return KEYS.room(ROOM).stream().map(key -> commands().pttl(bytes(key))).toList();
    }

    private byte[] key(int which) {
        return bytes(KEYS.room(ROOM).get(which));
    }

    private RedisCommands<byte[], byte[]> commands() {
        return redis.connection().sync();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
