package io.onesend.it.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.RawClient;
import io.onesend.network.Transport;
import io.onesend.network.testing.TestTransport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link EchoServer} under nc. */
class EchoServerIT {

    private static final int MEBIBYTE = 1024 * 1024;

    private static RunningSample echo(Transport transport) {
        return new RunningSample(loop -> EchoServer.start(
                EchoServer.config(0).toBuilder().transport(transport).build(), loop));
    }

    static Stream<Transport> transports() {
        return RunningSample.transports();
    }

    @Test
    void aGibibyteComesBack() {
        try (RunningSample echo = echo(TestTransport.CHOSEN)) {
            NumberStream.sendAndCompare(echo.port(), 1024L * MEBIBYTE);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aStreamComesBackToItsLastByteAndEnds(Transport transport) {
        try (RunningSample echo = echo(transport)) {
            NumberStream.sendAndCompare(echo.port(), 32L * MEBIBYTE);
        }
    }

    /** It sends more than the buffers of both sides hold before it reads, and nothing of that is lost. */
    @ParameterizedTest
    @MethodSource("transports")
    void aClientThatReadsLateIsNotReadFromMeanwhile(Transport transport) {
        byte[] bytes = new byte[64 * MEBIBYTE];
        new Random(1).nextBytes(bytes);
        try (RunningSample echo = echo(transport);
                RawClient client = RawClient.connect(echo.server.address(), 4_096)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> client.send(bytes));
            await("a queue between its marks")
                    .until(() -> echo.server.statistics().queuedBytes() >= MEBIBYTE / 4);
            assertThat(sent).isNotDone();
            assertThat(SlowestFirst.lines(echo.server))
                    .singleElement()
                    .asString()
                    .matches("/127\\.0\\.0\\.1:\\d+: \\d{6,} bytes, behind for PT.+S");

            byte[] first = client.bytes(8 * MEBIBYTE);
            assertThat(echo.server.statistics().queuedBytes()).isLessThanOrEqualTo(MEBIBYTE);
            byte[] rest = client.bytes(56 * MEBIBYTE);

            assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
            assertThat(Arrays.equals(first, 0, first.length, bytes, 0, first.length))
                    .isTrue();
            assertThat(Arrays.equals(rest, 0, rest.length, bytes, first.length, bytes.length))
                    .isTrue();
        }
    }
}
