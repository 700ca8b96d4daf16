package io.onesend.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import io.onesend.host.server.Host;
import io.onesend.host.server.TestHosts;
import io.onesend.network.testing.FreePort;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCommandIT {

    @TempDir
    private Path folder;

    private TestContext process;

    @BeforeEach
    void makeProcess() {
        process = new TestContext(folder);
    }

    private int chat(Host host, String input, String... arguments) {
        String port = Integer.toString(host.address().getPort());
        String[] all = new String[arguments.length + 7];
        System.arraycopy(new String[] {"chat", "--user", "alice", "--password", "pw", "--port", port}, 0, all, 0, 7);
        System.arraycopy(arguments, 0, all, 7, arguments.length);
        return process.run(input, Map.of(), all);
    }

    @Test
    void saysTheLinesOfAPipeAndLeavesWhenTheirAnswersHaveCome() {
        try (Host host = Host.start(TestHosts.config(folder))) {
            assertThat(chat(host, "hi\n\n안녕하세요\n", "--room", "3")).isZero();

            assertThat(process.out().lines())
                    .containsExactly(
                            "* logged in as alice",
                            "* entered",
                            "* in the room: alice",
                            "alice> hi",
                            "alice> 안녕하세요",
                            "* left");
            assertThat(process.err()).isEmpty();
        }
    }

    @Test
    void obeysItsCommandsAndQuits() {
        try (Host host = Host.start(TestHosts.config(folder))) {
            String input = "/help\n/enter 1\none\n/leave\n/enter 2\ntwo\n/rooms\n/quit\nthree\n";

            assertThat(chat(host, input)).isZero();

            assertThat(process.out().lines())
                    .contains(
                            "* /who      lists who is in the room",
                            "alice> one",
                            "alice> two",
                            "* room 1: entered before")
                    .doesNotContain("alice> three");
        }
    }

    @Test
    void tellsWhatIsRefusedAndGoesOnAndExitsWith1() {
        try (Host host = Host.start(TestHosts.config(folder))) {
            String input = "nowhere\n/enter 999\n/enter x\n/enter 1\n/enter 2\n/Leave\n/msg bob secret\nhi\n";

            assertThat(chat(host, input)).isEqualTo(1);

            assertThat(process.out().lines())
                    .contains(
                            "* not sent, you are in no room; /enter one first: nowhere",
                            "* refused: there is no such room",
                            "* /enter needs a room's number",
                            "* refused: you are in a room; /leave it first",
                            "* not sent: there is no command /Leave; did you mean /leave?",
                            "alice> hi")
                    .noneMatch(line -> line.contains("secret"));
        }
    }

    @Test
    void cutsALongMessageAndSendsControlCharactersToNobody() {
        try (Host host = Host.start(TestHosts.config(folder))) {
            String input = "x".repeat(200) + " " + "y".repeat(200) + "\nno\0thing\n//slash\n";

            assertThat(chat(host, input, "--room", "1")).isZero();

            assertThat(process.out().lines())
                    .contains(
                            "alice> " + "x".repeat(200) + " ",
                            "alice> " + "y".repeat(200),
                            "* left out of the line: 1 control character",
                            "alice> nothing",
                            "alice> /slash");
        }
    }

    @Test
    void sendsMoreMessagesThanTheServerTakesAtOnceAllTheSame() {
        try (Host host = Host.start(TestHosts.config(folder))) {
            String input = IntStream.range(0, 130).mapToObj(i -> i + "\n").collect(Collectors.joining());

            assertThat(chat(host, input, "--room", "1")).isZero();

            assertThat(process.out().lines().filter(line -> line.startsWith("alice> ")))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 130).mapToObj(i -> "alice> " + i).toList());
        }
    }

    @Test
    void endsAtALineWithoutEnd() {
        try (Host host = Host.start(TestHosts.config(folder))) {
            assertThat(chat(host, "x".repeat(70_000) + "\nhi\n", "--room", "1")).isEqualTo(1);

            assertThat(process.out().lines())
                    .contains("* not sent: more than 65536 characters in a line", "* left")
                    .doesNotContain("alice> hi");
        }
    }

    @Test
    void exitsWith1WhenTheConnectionIsLostWhileNobodyTypes() throws Exception {
        Host host = Host.start(TestHosts.config(folder));
        try (PipedWriter silent = new PipedWriter();
                PipedReader input = new PipedReader(silent)) {
            String port = Integer.toString(host.address().getPort());
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                    () -> process.run(input, Map.of(), "chat", "--user", "alice", "--room", "1", "--port", port));
            Awaitility.await().until(() -> host.status().rooms() == 1);

            host.close();

            assertThat(status.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(process.err().lines()).singleElement().asString().startsWith("the connection is lost: ");
        } finally {
            host.close();
        }
    }

    @Test
    void exitsWith1WhereNobodyListens() throws Exception {
        int port = FreePort.choose();

        assertThat(process.run("chat", "--user", "alice", "--port", Integer.toString(port)))
                .isEqualTo(1);
        assertThat(process.err().lines()).singleElement().asString().startsWith("cannot connect to 127.0.0.1:" + port);
    }
}
