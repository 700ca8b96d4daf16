package io.onesend.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.Host;
import io.onesend.host.TestHosts;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
            String input = "/help\n/enter 1\none\n/leave\n/enter 2\ntwo\n/enter x\n/quit\nthree\n";

            assertThat(chat(host, input)).isZero();

            assertThat(process.out().lines())
                    .contains("alice> one", "alice> two", "* /enter needs a room's number")
                    .doesNotContain("alice> three");
        }
    }

    @Test
    void tellsWhatIsRefusedAndGoesOn() {
        try (Host host = Host.start(TestHosts.config(folder))) {
            String input = "nowhere\n/enter 999\n/enter 1\n" + "x".repeat(257) + "\nhi\n";

            assertThat(chat(host, input)).isZero();

            assertThat(process.out().lines())
                    .contains(
                            "* not sent: CHAT_ROOM_INVALID_ROOM_NUMBER",
                            "* refused: ROOM_INVALID_INDEX",
                            "* a message has at most 256 bytes of UTF-8",
                            "alice> hi");
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
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }

        assertThat(process.run("chat", "--user", "alice", "--port", Integer.toString(port)))
                .isEqualTo(1);
        assertThat(process.err().lines()).singleElement().asString().startsWith("cannot connect to 127.0.0.1:" + port);
    }
}
