package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SelfSignedCertificate;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that speak TLS, with and without a WebSocket, and one server that is told to take nothing else, on each JDK. */
class TlsCommandsIT {

    private static final String ENTERED = "onesend_network_entered_sessions_total";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void chatAndLoadThroughTls(Path javaHome) {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder);
        try (ServerProcess server = ServerProcess.launch()
                        .java(javaHome)
                        .in(folder)
                        .set(certificate.settings())
                        .set("network.tls.mode=required", "chat.rate.messages-per-second=0")
                        .connectWithTls(certificate.trusting())
                        .start();
                RawClient watcher = server.connect().login("watcher", "pw")) {
            Commands commands = new Commands(javaHome, folder, server.port(), certificate);
            watcher.enter(0);
            for (String road : List.of("--tls", "--tls --websocket")) {
                commands.run("hello by " + road + "\n", "chat --user alice --password pw --room 0 " + road)
                        .expect(0);
                watcher.next(Wire.ROOM_NEW_USER_NOTIFY);
                assertThat(watcher.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("hello by " + road);
                watcher.next(Wire.ROOM_LEAVE_USER_NOTIFY);

                commands.run(
                                "",
                                "load chat --users load- --rooms 2 --members 5 --senders 2 --window 3 --room-base 1"
                                        + " --size 16..256 --duration 1s " + road)
                        .expect(0);
            }
            Awaitility.await()
                    .until(() -> server.admin().status().get("sessions").asInt() == 1);

            assertThat(server.admin().metric(ENTERED, "door=\"plain\"", "tls=\"TLSv1.3\""))
                    .isGreaterThanOrEqualTo(1 + 1 + 10);
            assertThat(server.admin().metric(ENTERED, "door=\"websocket\"", "tls=\"TLSv1.3\""))
                    .isGreaterThanOrEqualTo(1 + 10);
            assertThat(server.admin().metricOrZero(ENTERED, "tls=\"none\"")).isZero();
            // Nobody has told these that the certificate is to be trusted.
            assertThat(commands.run("", "chat --user alice --password pw --room 0 --tls", List.of())
                            .expect(1)
                            .err())
                    .contains("the server has signed its certificate itself");
        }
    }

    /** What is run against one server. */
    private record Commands(Path javaHome, Path folder, int port, SelfSignedCertificate certificate) {

        Jar.Finished run(String input, String command) {
            return run(input, command, List.of("--tls-ca", "" + certificate.certificate()));
        }

        Jar.Finished run(String input, String command, List<String> more) {
            List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ")));
            arguments.addAll(List.of("--host", "localhost", "--port", "" + port));
            arguments.addAll(more);
            return Jar.runOn(javaHome, folder, input, arguments.toArray(String[]::new));
        }
    }
}
