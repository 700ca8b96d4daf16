package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Step 10, configuration. In the course, port, clients and threads are constants in {@code main.cpp}, and the step proposes to read
 * them. Here everything with a limit is a key of {@code config/server.yaml}, which the environment and {@code --set} override. A
 * start with a wrong file tells every mistake at once.
 *
 * <p>To read: {@code config/server.yaml}, {@link io.onesend.host.config.ConfigLoader},
 * {@link io.onesend.host.config.HostConfig}.
 */
class Step10ConfigurationIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void createConfigFolder() throws IOException {
        Files.createDirectories(folder.resolve("config"));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("config/server.yaml"), yaml);
    }

    @Test
    void theServerIsAsTheFileAndTheArgumentsSay() throws IOException {
        write("""
                chat:
                  rooms:
                    first: 7
                    count: 1
                    max-users: 100
                """);
        TestRedis redis = TestRedis.shared();
        String prefix = TestRedis.unique();
        redis.plaintext(prefix + "a", "pw");
        redis.plaintext(prefix + "b", "pw");

        try (ServerProcess server = ServerProcess.launchPlaintext(redis)
                        .in(folder)
                        .set("chat.rooms.max-users=1")
                        .start();
                RawClient first = server.connect();
                RawClient second = server.connect()) {
            first.login(prefix + "a", "pw").send(Wire.enter(0)).expect(Wire.ROOM_ENTER_RESPONSE, 61);
            first.enter(7);
            second.login(prefix + "b", "pw").send(Wire.enter(7)).expect(Wire.ROOM_ENTER_RESPONSE, 54);
        }
    }

    @Test
    void everyMistakeIsToldWithItsLine() throws IOException {
        write("""
                network:
                  port: 70000
                chat:
                  romos:
                    count: 1
                """);

        Jar.Finished checked = Jar.run(folder, "", "check-config").expect(78);

        assertThat(checked.all())
                .contains("server.yaml:2", "network.port", "server.yaml:4", "chat.romos", "chat.rooms");
    }
}
