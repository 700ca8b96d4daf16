package io.onesend.it.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.DebianProgram;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.TestTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link RedisSubset} under redis-benchmark and redis-cli, and beside Redis itself. */
class RedisSubsetIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** The tests of redis-benchmark 7.0, each by what it calls itself. */
    private static final List<String> BENCHMARKS = List.of(
            "PING_INLINE",
            "PING_MBULK",
            "SET",
            "GET",
            "INCR",
            "LPUSH",
            "RPUSH",
            "LPOP",
            "RPOP",
            "SADD",
            "HSET",
            "SPOP",
            "ZADD",
            "ZPOPMIN",
            "LPUSH (needed to benchmark LRANGE)",
            "LRANGE_100 (first 100 elements)",
            "LRANGE_300 (first 300 elements)",
            "LRANGE_500 (first 500 elements)",
            "LRANGE_600 (first 600 elements)",
            "MSET (10 keys)");

    @TempDir
    private Path folder;

    private static RunningSample redis() {
        return new RunningSample(loop -> RedisSubset.start(RedisSubset.config(0).toBuilder()
                .transport(TestTransport.CHOSEN)
                .build()));
    }

    /** It ends with an error as soon as one reply is an error. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void redisBenchmarkRunsAllItsTests(int pipelined) {
        try (RunningSample redis = redis()) {
            Jar.Finished benchmark = DebianProgram.REDIS_BENCHMARK.run(
                    "-p", redis.port(), "-n", "3000", "-r", "1000", "-P", Integer.toString(pipelined), "--csv");

            assertThat(benchmark.expect(0).err()).isEmpty();
            assertThat(benchmark.out().lines().skip(1).map(line -> line.split("\"")[1]))
                    .containsExactlyElementsOf(BENCHMARKS);
        }
    }

    @Test
    void redisCliGetsBackWhatItHasSet() {
        try (RunningSample redis = redis()) {
            assertThat(cli(redis, "set", "인사", "안녕 \r\n \"hello\"")).isEqualTo("OK");
            assertThat(cli(redis, "--raw", "get", "인사")).isEqualTo("안녕 \r\n \"hello\"".replace("\r\n", "\n"));
            assertThat(cli(redis, "incrby", "visits", "41")).isEqualTo("41");
            assertThat(cli(redis, "incr", "visits")).isEqualTo("42");
            assertThat(cli(redis, "rpush", "list", "a", "b", "c")).isEqualTo("3");
            assertThat(cli(redis, "lrange", "list", "-2", "-1")).isEqualTo("b\nc");
            assertThat(cli(redis, "incr", "list"))
                    .isEqualTo("WRONGTYPE Operation against a key holding the wrong kind of value");
        }
    }

    @Test
    void aClientThatDoesNotReadItsRepliesIsServedNoFurther() {
        int replies = 200;
        String value = "v".repeat(500_000);
        String reply = "$500000\r\n" + value + "\r\n";
        try (RunningSample redis = redis();
                RawClient sleeper = RawClient.connect(redis.server.address(), 4_096);
                RawClient other = redis.connect()) {
            sleeper.send(("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n" + reply).getBytes(ISO_8859_1))
                    .bytes(5);
            sleeper.send("GET k\r\n".repeat(replies).getBytes(ISO_8859_1));
            await("a queue between its marks")
                    .until(() -> redis.server.statistics().queuedBytes() > 64 * 1024);
            other.send("PING\r\n".getBytes(ISO_8859_1)).bytes(7);
            assertThat(redis.server.statistics().queuedBytes()).isLessThan(256 * 1024 + reply.length());

            byte[] expected = reply.getBytes(ISO_8859_1);
            for (int i = 0; i < replies; i++) {
                assertThat(Arrays.equals(sleeper.bytes(expected.length), expected))
                        .isTrue();
            }
        }
    }

    private static String cli(RunningSample redis, String... command) {
        String[] line =
                Stream.concat(Stream.of("-p", redis.port()), Stream.of(command)).toArray(String[]::new);
        return DebianProgram.REDIS_CLI.run(line).expect(0).out().strip();
    }

    @Test
    void repliesAreTheOnesOfRedis() throws IOException {
        List<String> commands = List.of(
                "PING",
                "ping hello",
                "GET nothing",
                "SET key value",
                "GET key",
                "set key value NONSENSE",
                "INCR key",
                "SET n 9223372036854775807",
                "INCR n",
                "INCRBY n 1.5",
                "INCRBY n -10",
                "LPUSH key x",
                "LPUSH list a b c",
                "RPUSH list z",
                "LRANGE list 0 -1",
                "LRANGE list 2 100",
                "LRANGE list -100 1",
                "LRANGE list 3 1",
                "LRANGE list a b",
                "GET list",
                "LPOP list",
                "RPOP list",
                "LPOP nothing",
                "RPOP list",
                "RPOP list",
                "EXISTS list key n key",
                "SADD set a b a",
                "SADD set b",
                "SPOP nothing",
                "HSET hash f 1 g 2",
                "HSET hash f 3",
                "HSET hash f 3 g",
                "HGET hash f",
                "HGET hash x",
                "ZADD ranks 2 two",
                "ZADD ranks 1.5 one",
                "ZADD ranks 3 one",
                "ZADD ranks much one",
                "ZPOPMIN ranks",
                "ZPOPMIN ranks",
                "ZPOPMIN ranks",
                "MSET a 1 b 2",
                "MSET a 1 b",
                "DEL a b c",
                "GET",
                "GET a b",
                "nonsense",
                "nonsense with two",
                "",
                "FLUSHALL",
                "EXISTS key",
                "QUIT");
        String lines = commands.stream().map(line -> line + "\r\n").collect(Collectors.joining());
        String arrays = commands.stream().map(RedisSubsetIT::array).collect(Collectors.joining());

        assertSameReply(List.of(lines, arrays, lines.replace("\r\n", "\n")));
    }

    /** Redis answers these and closes. Nothing follows what is wrong: a connection closed with bytes unread is reset. */
    @Test
    void repliesToWhatIsNoCommandAreTheOnesOfRedis() throws IOException {
        assertSameReply(List.of(
                "PING\r\n*x\r\n",
                "*1\r\n!4\r\n",
                "*2\r\n$4\r\nECHO\r\n$-1\r\n",
                "*1\r\n$four\r\n",
                "*99999999999\r\n",
                "*0\r\n*-1\r\nPING\r\n*1\r\n$4\r\nQUIT\r\n",
                "x".repeat(64 * 1024 + 1)));
    }

    /** Sends each to this Redis and to Debian's, in one piece and byte by byte. */
    private void assertSameReply(List<String> inputs) throws IOException {
        int port = FreePort.choose();
        try (Jar.Child real = DebianProgram.REDIS_SERVER.start(
                        "--port", Integer.toString(port), "--save", "", "--dir", folder.toString());
                RunningSample redis = redis()) {
            real.out.await("Ready to accept connections", DEADLINE);
            for (String input : inputs) {
                byte[] bytes = input.getBytes(UTF_8);
                String expected = reply(port, bytes, bytes.length);
                assertThat(expected).isNotEmpty();
                assertThat(reply(redis.server.port(), bytes, bytes.length)).isEqualTo(expected);
                assertThat(reply(redis.server.port(), bytes, Math.max(1, bytes.length / 2_000)))
                        .isEqualTo(expected);
            }
            real.terminate();
        }
    }

    /** All that is said until the server closes. */
    private static String reply(int port, byte[] bytes, int piece) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) DEADLINE.toMillis());
            for (int at = 0; at < bytes.length; at += piece) {
                socket.getOutputStream().write(bytes, at, Math.min(piece, bytes.length - at));
            }
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** A line of words as redis-cli sends it. */
    private static String array(String line) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
        return "*" + words.size() + "\r\n"
                + words.stream()
                        .map(word -> "$" + word.length() + "\r\n" + word + "\r\n")
                        .collect(Collectors.joining());
    }
}
