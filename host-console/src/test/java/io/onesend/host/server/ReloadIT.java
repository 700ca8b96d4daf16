package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.host.config.ConfigException;
import io.onesend.host.config.ConfigLoader;
import io.onesend.host.config.ConfigSource;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.reload.Reload;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that is given other settings again and again while a room talks. */
@Timeout(180)
class ReloadIT {

    private static final int RELOADS = 200;
    private static final int MEMBERS = 8;
    private static final int ROOM = 3;
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final List<String> SETTINGS = List.of(
            "network.host=127.0.0.1", "network.port=0", "network.transport=nio", "admin.port=0", "drain.grace=0");

    private final LogicLoop loop = LogicLoop.start("members");
    private final NetworkClient network = NetworkClient.start(
            NetworkConfig.builder().transport(TestTransport.CHOSEN).build(), loop);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        network.close();
        loop.close();
    }

    private LoadedConfig load() {
        return ConfigLoader.load(new ConfigSource(Path.of("server.yaml"), folder, Map.of(), SETTINGS));
    }

    private void write(int round, String more) throws IOException {
        Path next = folder.resolve("next.yaml");
        Files.writeString(
                next,
                "chat:\n  max-users: " + (100 + round) + "\n  rate:\n    messages-per-second: " + (10_000 + round)
                        + "\n    burst: 10000\nnetwork:\n  max-sessions: " + (1_000 + round) + "\n  idle-timeout: "
                        + (60 + round) + "s\n  inbound:\n    high: " + (300 + round) + "\n" + more);
        Files.move(next, folder.resolve("server.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** A member of the room who talks, each message after the answer to the one before. */
    private final class Member implements ChatClient.Listener, AutoCloseable {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final ChatClient client;
        private volatile int accepted;
        private volatile int refused;
        private volatile boolean quiet;
        private volatile boolean done;

        Member(Host host, String user) {
            client = ChatClient.connect(network, host.address(), WITHIN, this)
                    .toCompletableFuture()
                    .join();
            assertThat(client.login(user, "pw").toCompletableFuture().join()).isEqualTo(ResultCode.NONE);
            assertThat(client.enter(ROOM).toCompletableFuture().join()).isEqualTo(ResultCode.NONE);
        }

        void talk() {
            client.chat("hello").whenComplete((result, lost) -> {
                if (result == ResultCode.NONE) {
                    accepted++;
                } else {
                    refused++;
                }
                if (quiet || result == null) {
                    done = true;
                } else {
                    talk();
                }
            });
        }

        @Override
        public void close() {
            client.close();
        }

        @Override
        public void onPacket(ServerPacket packet) {
            if (packet instanceof RoomChatNotify said) {
                heard.add(said.message());
            }
        }
    }

    @Test
    void aRoomThatTalksNoticesNothingOf200Reloads() throws Exception {
        write(0, "");
        LoadedConfig start = load();
        try (Host host = Host.start(start.config())) {
            Reload reload = host.reloadFrom(this::load, start, next -> () -> {});
            List<Member> members = IntStream.range(0, MEMBERS)
                    .mapToObj(i -> new Member(host, "user" + i))
                    .toList();
            members.forEach(Member::talk);
            for (int round = 1; round <= RELOADS; round++) {
                write(round, "");
                assertThat(reload.run("test", false).changes()).hasSize(5);
            }
            members.forEach(member -> member.quiet = true);
            await().atMost(WITHIN).until(() -> members.stream().allMatch(member -> member.done));

            int said = members.stream().mapToInt(member -> member.accepted).sum();
            assertThat(said).as("they talked all the while").isGreaterThan(MEMBERS);
            assertThat(members).allSatisfy(member -> assertThat(member.refused).isZero());
            await().atMost(WITHIN).until(() -> members.stream().allMatch(member -> member.heard.size() == said));
            assertThat(reload.running().config().chat().maxUsers()).isEqualTo(100 + RELOADS);
            members.forEach(Member::close);
        }
    }

    @Test
    void aLimitHoldsWithoutARestartAndAMistakeChangesNothing() throws Exception {
        write(0, "");
        LoadedConfig start = load();
        try (Host host = Host.start(start.config())) {
            Reload reload = host.reloadFrom(this::load, start, next -> () -> {});
            try (Member first = new Member(host, "first")) {
                write(0, "drain:\n  over: an age\n");
                assertThatThrownBy(() -> reload.run("test", false))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("drain.over");

                Files.writeString(folder.resolve("server.yaml"), "chat:\n  max-users: 1\n");
                reload.run("test", false);
                ChatClient second = ChatClient.connect(network, host.address(), WITHIN, new ChatClient.Listener() {})
                        .toCompletableFuture()
                        .join();
                assertThat(second.login("second", "pw").toCompletableFuture().join())
                        .isEqualTo(ResultCode.LOGIN_USER_USED_ALL_OBJ);
                second.close();
                assertThat(host.status().limits())
                        .extracting(Limit::name, Limit::most)
                        .contains(tuple("users", 1L), tuple("sessions", 20_000L));
                assertThat(ask(host, "localhost", "/metrics", "")).contains("onesend_limit_sessions 20000.0");
                assertThat(first.client.chat("still here").toCompletableFuture().join())
                        .isEqualTo(ResultCode.NONE);
            }
        }
    }

    /** The whole answer. The JDK's client would not let a test choose the name that it calls the server by. */
    private static String ask(Host host, String name, String path, String token) throws IOException {
        InetSocketAddress admin = host.adminAddress().orElseThrow();
        try (Socket socket = new Socket(admin.getAddress(), admin.getPort())) {
            socket.setSoTimeout((int) WITHIN.toMillis());
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
