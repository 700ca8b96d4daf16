package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.ServerProcess;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The load tool against the server, both as an operator runs them. */
class LoadIT {

    private static final String IN_THE_README = "java -jar host-console/target/host-console.jar load ";

    private static ServerProcess server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = ServerProcess.launch()
                .set(
                        "chat.rate.messages-per-second=0",
                        "network.max-sessions-per-address=0",
                        // A machine that is too busy for Redis to answer in time would refuse logins.
                        "redis.command-timeout=10s")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Jar.Finished load(String arguments) {
        List<String> all = new ArrayList<>(List.of("load"));
        all.addAll(List.of(arguments.split(" ")));
        all.addAll(List.of("--port", String.valueOf(server.port())));
        return Jar.run(folder, "", all.toArray(String[]::new));
    }

    /** Each scenario has users of its own, because sessions of the previous one may still be ending. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect --connections 50 --source-addresses 3 --duration 300ms",
                "reconnect --connections 5 --duration 1s",
                "reconnect --connections 5 --rate 40 --duration 1s",
                "echo --connections 20 --window 4 --size 16..1024 --duration 1s",
                "echo --connections 20 --rate 500 --warmup 300ms --ramp 300ms --duration 1s",
                "login --users in- --connections 4 --duration 1s",
                "room --users room- --connections 10 --rooms 2 --room-base 50 --duration 1s",
                "chat --websocket --users web- --room-base 30 --rooms 2 --members 5 --senders 2 --window 3 --size 16..256 --duration 1s",
                "reconnect --websocket --connections 5 --duration 1s",
                "chat --users closed- --rooms 2 --members 5 --senders 2 --window 3 --size 16..256 --duration 1s",
                "chat --users 열린- --rooms 2 --members 5 --senders 5 --rate 200 --room-base 10 --duration 1s"
            })
    void everyScenarioGoesAsItShouldAndLeavesNothingBehind(String arguments) {
        load(arguments).expect(0);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(server.admin().status().get("sessions").asInt())
                                .isZero());
        assertThat(server.admin().status().get("users").asInt()).isZero();
    }

    @Test
    void aMixGoesAsItShould() throws IOException {
        Files.writeString(folder.resolve("mix.yaml"), """
                connections: 40
                ramp: 500ms
                duration: 1s
                chat: {share: 4, members: 8, senders: 8, think-time: 50ms..200ms, size: 16..200}
                room: {share: 1, think-time: 20ms}
                echo: {share: 2}
                reconnect: {share: 1, think-time: 10ms}
                login: {share: 1, think-time: 100ms}
                connect: {share: 1}
                """);

        load("mixed mix.yaml --users mixed-").expect(0);
    }

    @Test
    void theRunInTheReadmeGoesAsItShould() throws IOException {
        String arguments = Readme.of("host-console").lineAfter(IN_THE_README);

        assertThat(load(arguments).expect(0).out()).containsPattern("\\b200\\b").containsPattern("\\b2,?000\\b");
    }

    @Test
    void aServerWithItsDefaultsTakesTheLoadOfTheDefaultsAndSaysWhichKeyStopsMore() {
        try (ServerProcess plain = ServerProcess.launch().start()) {
            String port = String.valueOf(plain.port());
            Jar.run(folder, "", "load", "chat", "--users", "paced-", "--duration", "4s", "--port", port)
                    .expect(0);
            String[] faster = ("load chat --users window- --window 8 --duration 1s --port " + port).split(" ");
            assertThat(Jar.run(folder, "", faster).expect(1).all())
                    .contains("chat refused: ROOM_TOO_MANY_PACKET (63)", "chat.rate.messages-per-second");
        }
    }

    /** 40 hashes of passwords, 20 ms and more each, against 1,600 deliveries. */
    @Test
    void whatTheLoginsCostIsNotPartOfADelivery() {
        String arguments =
                "chat --users costly- --rooms 4 --members 10 --room-base 30 --rate 80 --duration 2s --json -";
        JsonNode run = JsonMapper.shared().readTree(load(arguments).expect(0).out());

        double delivered = run.required("counts").required("delivered").asDouble();
        JsonNode server = run.required("server");
        double ofDeliveries = server.required("cpuMicrosPerDelivery").asDouble() * delivered / 1e6;
        assertThat(ofDeliveries).isBetween(0.0, server.required("cpuSeconds").asDouble() - 40 * 0.01);
        assertThat(run.required("loginMicros").required("p50").asDouble()).isGreaterThan(10_000);
        assertThat(run.required("phases").required("workBegan").asDouble()).isGreaterThan(0.2);
        assertThat(run.required("machine").required("transport").asString()).isNotEmpty();
    }

    @Test
    void aServerThatGoesAwayIsNoticed() {
        try (ServerProcess going = ServerProcess.launch().start();
                Jar.Child load = Jar.start(
                        "load",
                        "connect",
                        "--connections",
                        "20",
                        "--duration",
                        "1h",
                        "--port",
                        String.valueOf(going.port()))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    going.admin().status().get("sessions").asInt())
                            .isEqualTo(20));
            going.stop();

            Jar.Finished ended = load.awaitEnd(Duration.ofSeconds(30)).expect(1);
            assertThat(ended.all()).contains("connection lost");
        }
    }

    @Test
    void aSignalEndsARunInOrder() {
        try (Jar.Child load = Jar.start(
                "load", "echo", "--rate", "200", "--duration", "1h", "--port", String.valueOf(server.port()))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    server.admin().status().get("sessions").asInt())
                            .isEqualTo(10));
            load.terminate();

            assertThat(load.awaitEnd(Duration.ofSeconds(15)).expect(0).out()).contains("connections opened");
        }
    }
}
