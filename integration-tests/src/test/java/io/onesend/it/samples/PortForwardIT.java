package io.onesend.it.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.DebianProgram;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.TestTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link PortForward} between nc and a server of the other samples, which has the same loop. */
class PortForwardIT {

    private static final int MEBIBYTE = 1024 * 1024;

    static Stream<Transport> transports() {
        return RunningSample.transports();
    }

    /** A forward to a target that is closed after it. */
    private static final class Forward implements AutoCloseable {
        final RunningSample target;
        final PortForward forward;

        Forward(Transport transport, RunningSample target) {
            this.target = target;
            forward = new PortForward(
                    PortForward.config(0).toBuilder().transport(transport).build(),
                    target.server.address(),
                    target.logic);
        }

        String port() {
            return Integer.toString(forward.server.port());
        }

        @Override
        public void close() {
            forward.close();
            target.close();
        }
    }

    private static Forward toEcho(Transport transport) {
        return new Forward(
                transport,
                new RunningSample(loop -> EchoServer.start(
                        EchoServer.config(0).toBuilder().transport(transport).build(), loop)));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aRequestThatIsFollowedByItsEndGetsItsWholeAnswer(Transport transport) {
        try (Forward forward = toEcho(transport)) {
            NumberStream.sendAndCompare(forward.port(), 64L * MEBIBYTE);
        }
    }

    @Test
    void redisCliAndRedisBenchmarkGoThrough() {
        RunningSample redis = new RunningSample(loop -> RedisSubset.start(RedisSubset.config(0)));
        try (Forward forward = new Forward(TestTransport.CHOSEN, redis)) {
            Jar.Finished set = DebianProgram.REDIS_CLI.run("-p", forward.port(), "set", "key", "값");
            assertThat(set.expect(0).out()).isEqualTo("OK");
            DebianProgram.REDIS_BENCHMARK
                    .run("-p", forward.port(), "-n", "5000", "-P", "16", "-t", "set,get,lrange", "-q")
                    .expect(0);
        }
    }

    /** Neither direction holds more than its marks, however much is sent and not read at the other end. */
    @ParameterizedTest
    @MethodSource("transports")
    void aReceiverThatDoesNotReadStopsItsSender(Transport transport) {
        byte[] bytes = new byte[64 * MEBIBYTE];
        new Random(1).nextBytes(bytes);
        try (Forward forward = toEcho(transport);
                RawClient client = RawClient.connect(forward.forward.server.address(), 4_096)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> client.send(bytes));
            await("a queue between its marks")
                    .until(() -> forward.forward.server.statistics().queuedBytes() >= MEBIBYTE / 16);
            assertThat(forward.forward.server.statistics().queuedBytes()).isLessThanOrEqualTo(MEBIBYTE / 2);

            assertThat(Arrays.equals(client.bytes(bytes.length), bytes)).isTrue();
            assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void aTargetThatRefusesClosesTheConnection() {
        try (LogicLoop loop = LogicLoop.start("sample-logic");
                PortForward forward = new PortForward(
                        PortForward.config(0), new InetSocketAddress("127.0.0.1", FreePort.choose()), loop);
                RawClient client = RawClient.connect(forward.server.address())) {
            client.expectClosed();
        }
    }

    @Test
    void aTargetThatBreaksOffClosesTheOtherSide() {
        RunningSample chat = new RunningSample(loop -> LineChat.start(LineChat.config(0), loop));
        try (Forward forward = new Forward(TestTransport.CHOSEN, chat);
                RawClient client = RawClient.connect(forward.forward.server.address())) {
            byte[] welcome = "Welcome. What is your name?\r\n".getBytes(UTF_8);
            assertThat(client.bytes(welcome.length)).isEqualTo(welcome);

            // It waits until its peer has closed too, and that is this client's turn.
            CompletableFuture<Void> closed = CompletableFuture.runAsync(chat.server::close);
            client.expectClosed();
            client.shutdownOutput();
            assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
        }
    }
}
