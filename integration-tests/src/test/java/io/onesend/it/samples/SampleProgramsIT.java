package io.onesend.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples as programs: each says where it listens, and stops in order when it is told to. */
class SampleProgramsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int SIGTERM = 143;

    @ParameterizedTest
    @ValueSource(classes = {EchoServer.class, LineChat.class, MqttSubset.class, RedisSubset.class})
    void eachClosesItsConnectionsInOrderAndEnds(Class<?> sample) throws IOException {
        closesItsConnectionsAndEnds(sample, "0");
    }

    @Test
    void soDoesTheForward() throws IOException {
        try (Jar.Child target = start(EchoServer.class, "0")) {
            closesItsConnectionsAndEnds(PortForward.class, "0", "localhost", Integer.toString(port(target)));
        }
    }

    private static void closesItsConnectionsAndEnds(Class<?> sample, String... args) throws IOException {
        try (Jar.Child program = start(sample, args);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), port(program))) {
            client.setSoTimeout((int) DEADLINE.toMillis());
            program.terminate();

            // An end, not a reset, behind whatever the server has said.
            client.getInputStream().readAllBytes();
            client.shutdownOutput();
            assertThat(program.awaitEnd(DEADLINE).status()).isEqualTo(SIGTERM);
        }
    }

    private static Jar.Child start(Class<?> sample, String... args) {
        return Jar.startClass(List.of(), System.getProperty("java.class.path"), sample.getName(), args);
    }

    private static int port(Jar.Child program) {
        return Integer.parseInt(program.out.await(" on .*:(\\d+)$", DEADLINE).group(1));
    }
}
