package io.onesend.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.DebianProgram;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.network.testing.TestTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@link MqttSubset} under mosquitto_pub and mosquitto_sub. */
class MqttSubsetIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** CONNECT of MQTT 3.1.1 as "x", keep-alive of one second, with "gone" at the topic "will" as its will. */
    private static final byte[] CONNECT_WITH_WILL = {
        0x10, 25, 0, 4, 'M', 'Q', 'T', 'T', 4, 0x06, 0, 1, 0, 1, 'x', 0, 4, 'w', 'i', 'l', 'l', 0, 4, 'g', 'o', 'n', 'e'
    };

    private static RunningSample mqtt() {
        return new RunningSample(loop -> MqttSubset.start(
                MqttSubset.config(0).toBuilder().transport(TestTransport.CHOSEN).build(), loop));
    }

    @Test
    void wildcardsChooseWhoHearsWhat() {
        try (RunningSample mqtt = mqtt();
                Jar.Child heat = subscribe(mqtt, "-t", "home/+/온도");
                Jar.Child home = subscribe(mqtt, "-t", "home/#", "-q", "1");
                Jar.Child all = subscribe(mqtt, "-t", "#")) {
            publish(mqtt, "-t", "home/부엌/온도", "-m", "21 °C", "-q", "1");
            publish(mqtt, "-t", "home", "-m", "sold");
            publish(mqtt, "-t", "$SYS/home/온도", "-m", "hidden");
            publish(mqtt, "-t", "end/of/온도", "-m", "end");
            publish(mqtt, "-t", "home/end/온도", "-m", "end");

            all.out.await("^message: home/end/온도 end$", DEADLINE);
            heat.out.await("^message: home/end/온도 end$", DEADLINE);
            home.out.await("^message: home/end/온도 end$", DEADLINE);
            assertThat(heard(all)).containsExactly("home/부엌/온도 21 °C", "home sold", "end/of/온도 end", "home/end/온도 end");
            assertThat(heard(home)).containsExactly("home/부엌/온도 21 °C", "home sold", "home/end/온도 end");
            assertThat(heard(heat)).containsExactly("home/부엌/온도 21 °C", "home/end/온도 end");
        }
    }

    @Test
    void confirmedMessagesAllComeInOrder() {
        List<String> numbers =
                IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();
        try (RunningSample mqtt = mqtt();
                Jar.Child hearer = subscribe(mqtt, "-t", "count", "-q", "1", "-C", "3000");
                Jar.Child counter =
                        DebianProgram.MOSQUITTO_PUB.start("-p", mqtt.port(), "-t", "count", "-q", "1", "-l")) {
            counter.type(String.join("\n", numbers));
            counter.endInput();

            counter.awaitEnd(DEADLINE).expect(0);
            hearer.awaitEnd(DEADLINE).expect(0);
            assertThat(heard(hearer))
                    .isEqualTo(numbers.stream().map(n -> "count " + n).toList());
        }
    }

    @Test
    void aRetainedMessageWaitsForThoseWhoComeLater() {
        try (RunningSample mqtt = mqtt()) {
            publish(mqtt, "-t", "state/a", "-m", "old", "-r");
            publish(mqtt, "-t", "state/a", "-m", "new", "-r", "-q", "1");
            publish(mqtt, "-t", "state/b", "-m", "removed", "-r");
            publish(mqtt, "-t", "state/b", "-n", "-r");
            publish(mqtt, "-t", "state/c", "-m", "not kept");

            try (Jar.Child late = subscribe(mqtt, "-t", "state/+", "-q", "1")) {
                publish(mqtt, "-t", "state/end", "-m", "end");
                late.out.await("^message: state/end end$", DEADLINE);
                assertThat(heard(late)).containsExactly("state/a new", "state/end end");
            }
        }
    }

    @Test
    void aWillIsPublishedUnlessTheClientTakesLeave() {
        String[] client = {"-t", "leave", "--will-topic", "will", "--will-payload"};
        try (RunningSample mqtt = mqtt();
                Jar.Child heir = subscribe(mqtt, "-t", "will")) {
            try (Jar.Child killed = subscribe(mqtt, with(client, "killed"));
                    Jar.Child leaving = subscribe(mqtt, with(client, "left", "-C", "1"))) {
                // After one message it sends a DISCONNECT. A signal could come while it logs, and its handler would
                // wait for good.
                publish(mqtt, "-t", "leave", "-m", "now");
                leaving.awaitEnd(DEADLINE).expect(0);
                killed.kill();
            }
            heir.out.await("^message: will killed$", DEADLINE);
            assertThat(heard(heir)).containsExactly("will killed");
        }
    }

    @Test
    void whoIsSilentForOneAndAHalfTimesHisKeepAliveIsGone() {
        try (RunningSample mqtt = mqtt();
                Jar.Child heir = subscribe(mqtt, "-t", "will");
                RawClient silent = mqtt.connect()) {
            long start = System.nanoTime();
            assertThat(silent.send(CONNECT_WITH_WILL).bytes(4)).containsExactly(0x20, 2, 0, 0);

            heir.out.await("^message: will gone$", DEADLINE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_500));
        }
    }

    @Test
    void aClientThatComesAgainTakesThePlaceOfItsOldConnection() {
        try (RunningSample mqtt = mqtt();
                Jar.Child heir = subscribe(mqtt, "-t", "will");
                RawClient first = mqtt.connect();
                RawClient second = mqtt.connect()) {
            first.send(CONNECT_WITH_WILL).bytes(4);
            assertThat(second.send(CONNECT_WITH_WILL).bytes(4)).containsExactly(0x20, 2, 0, 0);

            first.expectClosed();
            first.shutdownOutput();
            heir.out.await("^message: will gone$", DEADLINE);
        }
    }

    @Test
    void anotherVersionOfTheProtocolIsRefused() {
        try (RunningSample mqtt = mqtt()) {
            Jar.Finished refused =
                    DebianProgram.MOSQUITTO_PUB.run("-p", mqtt.port(), "-t", "a", "-m", "b", "-V", "mqttv31");

            assertThat(refused.status()).isNotZero();
            assertThat(refused.err()).contains("unacceptable protocol version");
        }
    }

    /** What finds no space is dropped; who is silent but reads late has lost messages, not the connection. */
    @Test
    void whoDoesNotReadCostsALimitedAmountOfMemory() {
        byte[] subscribe = {(byte) 0x82, 8, 0, 1, 0, 3, 'b', 'i', 'g', 0};
        byte[] connect = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 's'};
        try (RunningSample mqtt = mqtt();
                RawClient sleeper = RawClient.connect(mqtt.server.address(), 4_096);
                RawClient publisher = mqtt.connect()) {
            sleeper.send(connect, subscribe).bytes(4 + 5);
            byte[] message = new byte[4 + 5 + 100_000];
            System.arraycopy(new byte[] {0x30, (byte) 0xa5, (byte) 0x8d, 6, 0, 3, 'b', 'i', 'g'}, 0, message, 0, 9);
            connect[14] = 'p';
            publisher.send(connect).bytes(4);
            for (int i = 0; i < 100; i++) {
                publisher.send(message);
                assertThat(mqtt.server.statistics().queuedBytes()).isLessThanOrEqualTo(1024 * 1024);
            }
            publisher.send(new byte[] {(byte) 0xc0, 0}).bytes(2);

            assertThat(mqtt.server.statistics().droppedNewest()).isPositive();
            assertThat(mqtt.server.statistics().sessions()).isEqualTo(2);
        }
    }

    private static String[] with(String[] args, String... last) {
        return Stream.concat(Stream.of(args), Stream.of(last)).toArray(String[]::new);
    }

    /** It is told that it is subscribed before this returns. */
    private static Jar.Child subscribe(RunningSample mqtt, String... args) {
        List<String> line = new ArrayList<>(List.of("-p", mqtt.port(), "-d", "-F", "message: %t %p"));
        line.addAll(List.of(args));
        Jar.Child child = DebianProgram.MOSQUITTO_SUB.start(line.toArray(String[]::new));
        child.out.await("received SUBACK", DEADLINE);
        return child;
    }

    private static void publish(RunningSample mqtt, String... args) {
        String[] line =
                Stream.concat(Stream.of("-p", mqtt.port()), Stream.of(args)).toArray(String[]::new);
        DebianProgram.MOSQUITTO_PUB.run(line).expect(0);
    }

    private static List<String> heard(Jar.Child subscriber) {
        return subscriber.out.lines().stream()
                .filter(line -> line.startsWith("message: "))
                .map(line -> line.substring("message: ".length()))
                .toList();
    }
}
