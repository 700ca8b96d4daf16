package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.SetArgs;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SelfSignedCertificate;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Looks for passwords, hashes, tokens and messages in everything that a server prints, at each level that logs anything of them.
 * The levels above info log less of the same.
 */
class SecretsIT {

    /** In each secret, so that one search finds any of them. */
    private static final String PLANTED = "Planted-7f3a";

    private static final String PASSWORD = PLANTED + "-password";
    private static final String HASH = "argon2id";

    private enum Form {
        TEXT,
        JSON_FILE
    }

    @TempDir
    private Path folder;

    private int logs;

    private ServerProcess.Launch launch(String level, Form form) {
        ServerProcess.Launch launch = ServerProcess.launch()
                .in(folder)
                .jvm("-ea", "-Xmx256m", "-Donesend.log.level=" + level)
                .set("chat.login-throttle.failures-per-user=0", "chat.login-throttle.failures-per-address=0");
        return form == Form.TEXT
                ? launch
                : launch.set("log.format=json").logTo(folder.resolve("log/" + level + logs++ + ".json"));
    }

    @ParameterizedTest
    @CsvSource({"info, TEXT", "debug, TEXT", "trace, TEXT", "trace, JSON_FILE"})
    void passwordsHashesAndMessagesAreNowhere(String level, Form form) {
        ServerProcess server = launch(level, form).start();
        chat(server, PASSWORD);
        server.process().toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
        try (RawClient client = server.connect()) {
            client.send(Wire.login("lee", PASSWORD)).next(Wire.LOGIN_RESPONSE);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.admin().page("/readyz").status() == 200);
        assertThat(files()).as("files of a server with its own Redis").isNotEmpty();
        assertSilent(server);
    }

    @ParameterizedTest
    @EnumSource
    void theSearchFindsWhatALibraryShowsThatIsNamed(Form form) {
        ServerProcess server = launch("info", form)
                .jvm("-Xmx256m", "-Donesend.log.level.io.lettuce=trace")
                .set("chat.login=plaintext")
                .start();
        try (RawClient client = server.connect()) {
            client.send(Wire.login(PLANTED, "pw")).next(Wire.LOGIN_RESPONSE);
        }
        server.stop();
        assertThat(server.log()).anyMatch(SecretsIT::isSecret);
    }

    @ParameterizedTest
    @CsvSource({"info, TEXT", "debug, TEXT", "trace, TEXT", "trace, JSON_FILE"})
    void tokensPlainPasswordsAndThoseOfRedisAreNowhere(String level, Form form) {
        String user = TestRedis.unique();
        TestRedis redis = TestRedis.shared();
        redis.commands()
                .aclSetuser(
                        user,
                        AclSetuserArgs.Builder.on()
                                .addPassword(PLANTED)
                                .allKeys()
                                .allCommands()
                                .allChannels());
        String uri = redis.uri().replace("redis://", "redis://" + user + ":" + PLANTED + "@");
        try {
            redis.plaintext("kim", PASSWORD);
            ServerProcess plaintext = launch(level, form)
                    .set("chat.login=plaintext", "redis.uri=" + uri)
                    .start();
            chat(plaintext, PASSWORD);
            assertSilent(plaintext);

            redis.commands().set(user + "token:kim", PASSWORD, SetArgs.Builder.ex(600));
            ServerProcess tokens = launch(level, form)
                    .set("chat.login=token", "redis.key-prefix=" + user, "redis.uri=" + uri)
                    .start();
            chat(tokens, PASSWORD);
            assertSilent(tokens);
        } finally {
            redis.commands().aclDeluser(user);
            redis.commands().del("kim");
        }
    }

    @ParameterizedTest
    @CsvSource({"info, TEXT", "debug, TEXT", "trace, TEXT", "trace, JSON_FILE"})
    void thePrivateKeyAndItsPasswordAreNowhere(String level, Form form, @TempDir Path outside) throws IOException {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(outside);
        String key = certificate.keyText();
        certificate.encryptKey(PLANTED);
        Path password = Files.writeString(outside.resolve("password"), PLANTED + "\n");
        ServerProcess server = launch(level, form)
                .set(certificate.settings())
                .set("network.tls.key-password-file=" + password, "network.tls.check=100ms")
                .start();
        try (RawClient client = RawClient.connectTls(certificate.trusting(), server.address())) {
            client.assertQuiet();
        }
        Files.writeString(password, PLANTED + "-wrong\n");
        server.awaitLog("the TLS certificate stays the old one", Duration.ofSeconds(10));

        assertSilent(server);
        assertThat(server.log()).noneMatch(line -> line.contains(key.substring(0, 40)));
    }

    @Test
    void aPasswordThatDoesNotFitIsNotInTheErrorOrThePrintedConfiguration() throws IOException {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder);
        certificate.encryptKey(PASSWORD);
        Files.writeString(folder.resolve("password"), PLANTED + "-wrong\n");
        List<String> options = Stream.concat(
                        Stream.of(certificate.settings()), Stream.of("network.tls.key-password-file=password"))
                .flatMap(setting -> Stream.of("--set", setting))
                .toList();

        for (String command : List.of("check-config", "run", "print-config")) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(options);
            Jar.Finished ended = Jar.run(folder, "", arguments.toArray(String[]::new));
            boolean prints = command.equals("print-config");
            assertThat(ended.status()).isEqualTo(prints ? 0 : 78);
            assertThat(ended.all())
                    .contains(
                            prints
                                    ? "key-password-file: password"
                                    : "its key cannot be decrypted with the password in " + folder.resolve("password"))
                    .doesNotContain(PLANTED);
        }
    }

    private static void chat(ServerProcess server, String secret) {
        try (RawClient client = server.connect()) {
            client.login("kim", secret).enter(1);
            client.chat(PLANTED + " message");
        }
        try (RawClient client = server.connect()) {
            client.send(Wire.login("kim", PLANTED + "-wrong")).next(Wire.LOGIN_RESPONSE);
        }
        try (RawClient client = server.connect()) {
            client.send(Wire.packet(999, PLANTED.getBytes(StandardCharsets.UTF_8)))
                    .assertQuiet()
                    .send(Wire.login("kim", PLANTED), new byte[] {1, 0, 1, 0, 0});
            client.rest();
        }
    }

    private void assertSilent(ServerProcess server) {
        List<String> pages = Stream.of("/livez", "/readyz", "/status", "/metrics")
                .map(path -> server.admin().page(path).body())
                .toList();
        server.type("status");
        server.console().await("up \\d+ s", Duration.ofSeconds(5));
        server.stop();

        assertThat(server.log()).as("log").isNotEmpty().noneMatch(SecretsIT::isSecret);
        assertThat(server.standardError()).as("standard error").noneMatch(SecretsIT::isSecret);
        assertThat(server.console().lines()).as("console").noneMatch(SecretsIT::isSecret);
        assertThat(pages).as("pages").noneMatch(SecretsIT::isSecret);
        assertThat(files()).as("files").noneMatch(file -> isSecret(read(file)));
    }

    /** All but Redis's own: its data, which holds the hashes, and the program itself. */
    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches(".*\\.(aof|rdb)|redis-server.*"))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isSecret(String text) {
        return text.contains(PLANTED) || text.contains(HASH + "$");
    }
}
