package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.onesend.chat.cluster.Functions.Claim;
import io.onesend.chat.cluster.Functions.Reaping;
import io.onesend.chat.cluster.Replies.Opened;
import io.onesend.chat.room.RoomEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Random calls get the same answers, and publish the same, from a real Redis and from the model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("io.onesend.chat.cluster.SystemRedis#isInstalled")
class FunctionsIT {

    private static final Logger LOG = LoggerFactory.getLogger(FunctionsIT.class);

    private static final int SEEDS = Integer.getInteger("functions.seeds", 20);
    private static final int CALLS = 400;
    private static final int CHANNELS = 2;
    private static final int ROOMS = 4;
    private static final RoomLimits LIMITS = new RoomLimits(3, 1_000_000, Duration.ofHours(1));

    @TempDir
    static Path folder;

    private SystemRedis redis;

    @BeforeAll
    void start() throws Exception {
        redis = SystemRedis.startIn(folder);
    }

    @AfterAll
    void stop() throws Exception {
        redis.close();
    }

    @Test
    void randomCallsGetTheSameFromRedisAndFromTheModel() throws Exception {
        long first = Long.getLong("functions.seed", System.nanoTime());
        for (long seed = first; seed < first + SEEDS; seed++) {
            LOG.info("functions.seed {}", seed);
            try (Run run = new Run(seed)) {
                for (int i = 0; i < CALLS; i++) {
                    run.callSomething("seed " + seed + ", call " + i);
                }
                run.comparePublished("seed " + seed);
            }
        }
    }

    /** One partition that nobody used before, in Redis and in the model. */
    private final class Run implements AutoCloseable {
        private final Random random;
        private final PartitionKeys keys;
        private final Map<Integer, List<FeedMessage>> expected = new TreeMap<>();
        private final LinkedBlockingQueue<Map.Entry<Integer, FeedMessage>> heard = new LinkedBlockingQueue<>();
        private final StatefulRedisPubSubConnection<byte[], byte[]> feeds;
        private final ModelRedis model = new ModelRedis(
                LIMITS,
                (channel, message) -> expected.computeIfAbsent(channel, key -> new ArrayList<>())
                        .add(FeedMessage.parse(ModelAnswers.feedMessage(message))));
        private final ModelClaims claims = new ModelClaims();
        private final Map<String, long[]> openings = new HashMap<>();

        Run(long seed) {
            random = new Random(seed);
            keys = PartitionKeys.of("functions:", Long.toString(seed));
            feeds = redis.client().connectPubSub(ByteArrayCodec.INSTANCE);
            feeds.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void smessage(byte[] channel, byte[] message) {
                    String name = new String(channel, StandardCharsets.UTF_8);
                    int number = Integer.parseInt(name.substring(name.lastIndexOf('f') + 1));
                    heard.add(Map.entry(number, FeedMessage.parse(message)));
                }
            });
            for (int channel = 0; channel < CHANNELS; channel++) {
                feeds.sync().ssubscribe(keys.feed(channel).getBytes(StandardCharsets.UTF_8));
            }
        }

        void callSomething(String what) {
            switch (random.nextInt(15)) {
                case 0 -> open(what);
                case 1 -> read(what);
                case 2 -> beat(what);
                case 3 -> reap(what);
                case 4 -> claim(what);
                case 5 -> release(what);
                case 6 -> host(what);
                case 7 -> holder(what);
                case 8 -> meta(what);
                default -> apply(what);
            }
        }

        private void open(String what) {
            String hid = hid();
            // Seldom a number that was used before: an older connection's.
            long opening = openings.computeIfAbsent(hid, key -> new long[1])[0] + (random.nextInt(8) == 0 ? 0 : 1);
            Opened answer = same(what, Functions.open(keys, hid, opening), ReplyReader::opened);
            if (answer.status() == Replies.OpenStatus.NEW || answer.status() == Replies.OpenStatus.KNOWN) {
                openings.put(hid, new long[] {opening, answer.lastBatch()});
            }
        }

        private void apply(String what) {
            String hid = hid();
            long[] known = openings.getOrDefault(hid, new long[2]);
            long number = known.length < 2 ? 1 : known[1] + 1 + (random.nextInt(10) == 0 ? random.nextInt(3) - 1 : 0);
            long opening = random.nextInt(20) == 0 ? known[0] - 1 : known[0];
            List<Proposal> proposals = new ArrayList<>();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                proposals.add(proposal());
            }
            Batch batch = new Batch(hid, opening, number, proposals);
            Replies.Applied answer = same(what, Functions.apply(keys, LIMITS, batch), ReplyReader::applied);
            if (answer.status() == Replies.ApplyStatus.OK) {
                openings.put(hid, new long[] {known[0], answer.lastBatch()});
            }
        }

        private Proposal proposal() {
            int room = random.nextInt(ROOMS);
            int channel = room % CHANNELS;
            long user = 1 + random.nextInt(6);
            long tag = random.nextLong();
            return switch (random.nextInt(8)) {
                case 0, 1 ->
                    Proposal.entering(
                            room, channel, new RoomEvent.Entered(user, "사용자" + user), tag, random.nextInt(4) - 1);
                case 2 -> Proposal.of(room, channel, new RoomEvent.Left(user), tag);
                case 3 -> Proposal.moving(room, channel, new RoomEvent.Moved(user), tag, hid());
                default -> said(room, channel, user, tag);
            };
        }

        private Proposal said(int room, int channel, long user, long tag) {
            RoomEvent said = new RoomEvent.Said(user, "사용자" + user, "한 줄\n그리고 " + random.nextInt());
            Proposal proposal = Proposal.of(room, channel, said, tag);
            return random.nextInt(6) == 0 ? proposal.acceptedOnce() : proposal;
        }

        private void read(String what) {
            Map<Integer, Position> positions = new LinkedHashMap<>();
            for (int room = random.nextInt(ROOMS); room < ROOMS; room++) {
                long offset = random.nextInt((int) model.room(room).offset() + 2);
                positions.put(room, position(model.room(room), offset));
            }
            same(what, Functions.read(keys, positions), ReplyReader::read);
        }

        /** The position at an offset, or one that never was. */
        private Position position(ModelRoom room, long offset) {
            if (offset == 0) {
                return Position.START;
            }
            return offset > room.offset() || random.nextInt(4) == 0
                    ? new Position(offset, random.nextInt(3) == 0 ? 0 : random.nextLong())
                    : room.stream.get((int) offset - 1).position();
        }

        private void beat(String what) {
            same(
                    what,
                    Functions.beat(keys, hid(), Duration.ofDays(10).toMillis(), random.nextBoolean()),
                    ReplyReader::beaten);
        }

        private void reap(String what) {
            String hid = hid();
            String seen = model.beatOf(hid);
            if (seen == null || random.nextInt(3) == 0) {
                seen = "1";
            }
            Map<Integer, Integer> channels = new TreeMap<>();
            model.membersOf(hid).keySet().forEach(room -> channels.put(room, room % CHANNELS));
            if (random.nextInt(3) == 0 && !channels.isEmpty()) {
                channels.remove(channels.keySet().iterator().next());
            }
            List<Long> tags = new ArrayList<>();
            for (int i = 1 + random.nextInt(10); i > 0; i--) {
                tags.add(random.nextLong());
            }
            Reaping reaping = new Reaping(hid, seen, channels, tags);
            same(what, Functions.reap(keys, LIMITS, reaping), ReplyReader::reaped);
        }

        private void claim(String what) {
            Claim claim = new Claim(
                    hid(),
                    random.nextInt(3),
                    "token" + random.nextInt(3),
                    Duration.ofHours(1).toMillis(),
                    random.nextBoolean() ? hid() : "",
                    Integer.toString(random.nextInt(3)),
                    random.nextInt(3) == 0 ? "token" + random.nextInt(3) : "");
            String key = keys.prefix() + "at:user" + random.nextInt(2);
            sameClaims(what, Functions.claim(key, claim), ReplyReader::claimed);
        }

        private void release(String what) {
            String key = keys.prefix() + "at:user" + random.nextInt(2);
            long kept = random.nextBoolean() ? Duration.ofHours(1).toMillis() : 0;
            sameClaims(what, Functions.release(key, hid(), random.nextInt(3), kept), ReplyReader::released);
        }

        private void holder(String what) {
            String key = keys.prefix() + "at:user" + random.nextInt(2);
            sameClaims(what, Functions.holder(key), ReplyReader::holder);
        }

        private void meta(String what) {
            Map<String, String> terms = Map.of("term", Integer.toString(random.nextInt()));
            sameClaims(what, Functions.meta(keys.prefix() + "meta", terms), ReplyReader::meta);
        }

        private void host(String what) {
            String line = random.nextInt(4) == 0 ? "" : "line " + random.nextInt(2);
            FunctionCall call =
                    Functions.host(keys.prefix() + "hosts", hid(), line, hid(), "line " + random.nextInt(2));
            sameClaims(what, call, ReplyReader::hosts);
        }

        /** Returns what Redis answered, which has to be what the model answers. */
        private <T> T same(String what, FunctionCall call, Function<List<?>, T> reader) {
            T answer = reader.apply(redis.call(call));
            assertThat(answer).as(what).isEqualTo(reader.apply(ModelCalls.answer(model, call)));
            return answer;
        }

        private void sameClaims(String what, FunctionCall call, Function<List<?>, ?> reader) {
            assertThat(reader.apply(redis.call(call)))
                    .as(what)
                    .isEqualTo(reader.apply(ModelCalls.answer(claims, call)));
        }

        private String hid() {
            return "hid" + random.nextInt(3);
        }

        void comparePublished(String what) throws InterruptedException {
            int messages = expected.values().stream().mapToInt(List::size).sum();
            Map<Integer, List<FeedMessage>> got = new TreeMap<>();
            for (int i = 0; i < messages; i++) {
                Map.Entry<Integer, FeedMessage> next = heard.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("%s: message %d of %d", what, i, messages).isNotNull();
                got.computeIfAbsent(next.getKey(), key -> new ArrayList<>()).add(next.getValue());
            }
            assertThat(got).as(what).isEqualTo(expected);
            assertThat(heard).as(what).isEmpty();
        }

        @Override
        public void close() {
            feeds.close();
        }
    }
}
