package io.onesend.host.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.redis.RedisAccountStore;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.host.files.PrivateFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {

    @TempDir
    private Path folder;

    private Path dataDir;

    private static final Waiting WAITING = new Waiting(() -> false, line -> {});

    private static EmbeddedRedis start(Path dataDir) {
        return EmbeddedRedis.start(dataDir, WAITING, () -> {
            throw new AssertionError("given up");
        });
    }

    @BeforeEach
    void nameTheFolder() throws IOException {
        dataDir = folder.toRealPath().resolve("a b").resolve("redis");
    }

    private static RedisAccountStore accounts(EmbeddedRedis redis) {
        return RedisAccountStore.connect(new RedisSettings(redis.uri(), Duration.ofSeconds(5), "t:"));
    }

    private static void add(EmbeddedRedis redis, String id) {
        try (RedisAccountStore accounts = accounts(redis)) {
            assertThat(accounts.addPasswordHash(id, "hash")
                            .toCompletableFuture()
                            .join())
                    .isTrue();
        }
    }

    private static List<String> ids(EmbeddedRedis redis) {
        try (RedisAccountStore accounts = accounts(redis)) {
            return accounts.userIds().toCompletableFuture().join();
        }
    }

    private RedisState state() throws IOException {
        return RedisState.read(dataDir).orElseThrow();
    }

    private List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> RedisExecutable.isRunBy(process, dataDir))
                .toList();
    }

    @Test
    void keepsItsDataFromOneRunToTheNextAndLeavesNothingElseBehind() throws IOException {
        for (String id : List.of("alice", "bob", "carol")) {
            try (EmbeddedRedis redis = start(dataDir)) {
                add(redis, id);
            }
            assertThat(running()).isEmpty();
        }

        try (EmbeddedRedis redis = start(dataDir)) {
            assertThat(ids(redis)).containsExactly("alice", "bob", "carol");
        }
        try (var files = Files.list(dataDir)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("-.*", "")))
                    .containsExactlyInAnyOrder("appendonly.aof", "host.lock", "redis.lock", "redis");
        }
    }

    @Test
    void isReachableOnLoopbackOnlyAndWithItsPasswordOnly() throws IOException {
        try (EmbeddedRedis redis = start(dataDir)) {
            assertThat(redis.uri()).startsWith("redis://:").endsWith("@127.0.0.1:" + state().port());
            assertThatThrownBy(() -> RedisLine.open(state().port(), "wrong"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("WRONGPASS");
            if (Files.getFileStore(dataDir).supportsFileAttributeView("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("redis.state"))))
                        .isEqualTo("rw-------");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void doesNotShowItsPasswordInTheListOfProcesses() throws IOException {
        try (EmbeddedRedis redis = start(dataDir)) {
            assertThat(redis.uri()).contains(state().password());
            assertThat(running())
                    .singleElement()
                    .extracting(process -> process.info().commandLine().orElse(""))
                    .asString()
                    .doesNotContain(state().password());
        }
    }

    @Test
    void endsTheRedisOfAKilledHostAndGoesOnWithItsData() throws Exception {
        RedisProcess left = leaveOneBehind();
        long strayPid = left.state().pid();
        assertThat(running()).extracting(ProcessHandle::pid).containsExactly(strayPid);

        try (EmbeddedRedis redis = start(dataDir)) {
            assertThat(running())
                    .extracting(ProcessHandle::pid)
                    .doesNotContain(strayPid)
                    .hasSize(1);
            assertThat(ids(redis)).containsExactly("alice");
        }
        assertThat(running()).isEmpty();
    }

    @Test
    void endsAStrayEvenIfTheStateTellsTooLittleOfIt() throws Exception {
        RedisProcess left = leaveOneBehind();
        left.state().withPid(0).write(dataDir);

        try (EmbeddedRedis redis = start(dataDir)) {
            assertThat(running()).hasSize(1);
            assertThat(ids(redis)).containsExactly("alice");
        }
    }

    @Test
    void startsWithAStateFileThatIsDamagedOrNamesAnotherProcess() throws Exception {
        Files.createDirectories(dataDir);
        Files.writeString(dataDir.resolve("redis.state"), "pid=garbage\n");
        start(dataDir).close();

        new RedisState(1, RedisState.Owner.HOST, ProcessHandle.current().pid(), 1, "x", true).write(dataDir);
        start(dataDir).close();

        assertThat(running()).isEmpty();
    }

    @Test
    void leavesTheRedisOfACopiedFolderAlone() throws Exception {
        try (EmbeddedRedis original = start(dataDir)) {
            add(original, "alice");
            Path copy = Files.createDirectories(folder.toRealPath().resolve("copy"));
            try (var files = Files.list(dataDir)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }

            start(copy).close();

            assertThat(ids(original)).containsExactly("alice");
        }
    }

    @Test
    void refusesASecondHostAndLeavesTheFirstOneAlone() {
        try (EmbeddedRedis first = start(dataDir)) {
            add(first, "alice");

            assertThatThrownBy(() -> start(dataDir))
                    .isInstanceOf(DataDirInUseException.class)
                    .hasMessageContaining(dataDir.toString())
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));

            assertThat(ids(first)).containsExactly("alice");
        }
        start(dataDir).close();
    }

    @Test
    void letsACommandJoinTheRedisOfTheRunningHost() {
        try (EmbeddedRedis host = start(dataDir)) {
            try (EmbeddedRedis command = EmbeddedRedis.startOrJoin(dataDir, WAITING)) {
                assertThat(command.uri()).isEqualTo(host.uri());
                add(command, "alice");
            }
            assertThat(ids(host)).containsExactly("alice");
        }
    }

    @Test
    void startsOneForACommandWhileNoHostRuns() {
        try (EmbeddedRedis command = EmbeddedRedis.startOrJoin(dataDir, WAITING)) {
            add(command, "alice");
        }
        assertThat(running()).isEmpty();
    }

    @Test
    void tellsInRedissOwnWordsWhyItDidNotStart() throws IOException {
        Files.createDirectories(dataDir);
        Files.writeString(dataDir.resolve("appendonly.aof"), "*1\r\n$3\r\nfoo bar garbage in the middle\r\n");

        assertThatThrownBy(() -> start(dataDir))
                .isInstanceOf(RedisStartException.class)
                .hasMessageContaining("the embedded Redis did not start")
                .hasMessageContaining("append only file");
        assertThat(running()).isEmpty();
        assertThat(dataDir.resolve("redis.state")).doesNotExist();
    }

    @Test
    void tellsWhichFolderCannotBeUsed() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> start(folder.resolve("file")))
                .isInstanceOf(RedisStartException.class)
                .hasMessageContaining("file");
    }

    @Test
    void closesTheSocketWithTheProcess() throws IOException {
        int port;
        try (EmbeddedRedis redis = start(dataDir)) {
            port = state().port();
            assertThat(ids(redis)).isEmpty();
        }
        assertThatThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    /** As a killed host leaves it: the process runs, its state is there, nobody holds the lock. */
    private RedisProcess leaveOneBehind() throws Exception {
        PrivateFiles.createFolders(dataDir);
        Path executable = RedisExecutable.unpackInto(dataDir);
        RedisProcess left =
                RedisProcess.start(new RedisProcess.Launch(executable, dataDir, RedisState.Owner.HOST, WAITING));
        try (RedisAccountStore accounts =
                RedisAccountStore.connect(new RedisSettings(left.state().uri(), Duration.ofSeconds(5), "t:"))) {
            accounts.addPasswordHash("alice", "hash").toCompletableFuture().join();
        }
        Awaitility.await().until(() -> running().size() == 1);
        return left;
    }
}
