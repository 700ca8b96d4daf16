package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.OwnRedis;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts made by {@code user seed} and used by {@code load}, in the Redis of a running server. */
class SeedIT {

    private static final String PROGRAM = "java -jar host-console/target/host-console.jar ";

    @TempDir
    private Path folder;

    private final TestRedis redis = TestRedis.shared();
    private final String prefix = TestRedis.unique() + ":";

    private ServerProcess server(String login) {
        return ServerProcess.launch()
                .set("redis.uri=" + redis.uri(), "redis.key-prefix=" + prefix, "chat.login=" + login)
                .start();
    }

    private String[] seed(String uri, String arguments) {
        List<String> all = new ArrayList<>(List.of("user", "seed"));
        all.addAll(List.of(arguments.split(" ")));
        all.addAll(List.of("--set", "redis.uri=" + uri, "--set", "redis.key-prefix=" + prefix));
        return all.toArray(String[]::new);
    }

    private Jar.Finished load(ServerProcess server, String arguments) {
        return Jar.run(folder, "", ("load " + arguments + " --port " + server.port()).split(" "));
    }

    @Test
    void seededTokensLogInOnceEachAndAreSeededAgainForTheNextRun() {
        String[] seed = seed(redis.uri(), "--count 40 --scheme token --ttl 10m");
        try (ServerProcess server = server("token")) {
            Jar.run(folder, "", seed).expect(0);
            assertThat(redis.commands().ttl(prefix + "token:load-00039")).isBetween(500L, 600L);

            // Forty logins, by five clients in turn; the run ends when the last token is used.
            load(server, "login --scheme token --connections 5 --accounts 40 --duration 20s")
                    .expect(0);
            assertThat(redis.commands().keys(prefix + "*")).isEmpty();

            assertThat(Jar.run(folder, "", seed).expect(0).out()).startsWith("40 of 40 tokens written, 0 in place");
            assertThat(Jar.run(folder, "", seed).expect(0).out()).startsWith("40 of 40 tokens written, 40 in place");
            load(server, "chat --scheme token --rooms 4 --members 10 --senders 2 --rate 40 --duration 1s")
                    .expect(0);
        }
    }

    @Test
    void theCommandInTheReadmeMakesTheUsersOfTheLoadRunInTheReadme() throws IOException {
        String seed = lineOfTheReadme("user seed ").replace("redis://127.0.0.1:6379", redis.uri());
        try (ServerProcess server = server("password")) {
            assertThat(seed).contains("--set redis.uri=" + redis.uri());
            assertThat(load(server, lineOfTheReadme("load ")).status()).isEqualTo(1);

            Jar.run(folder, "", ("user seed " + seed + " --set redis.key-prefix=" + prefix).split(" "))
                    .expect(0);

            load(server, lineOfTheReadme("load ")).expect(0);
        }
    }

    @Test
    void aSignalEndsASeedingInOrderAndItSaysHowManyAreWritten() {
        try (Jar.Child seeding = Jar.start(seed(redis.uri(), "--count 5000000 --scheme token --ttl 2m"))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> redis.commands().exists(prefix + "token:load-02000") > 0);
            seeding.terminate();

            Jar.Finished ended = seeding.awaitEnd(Duration.ofSeconds(15)).expect(143);
            Matcher said = Pattern.compile("stopped: ([0-9,]+) of 5,000,000 tokens written")
                    .matcher(ended.out());
            assertThat(said.find()).as(ended.all()).isTrue();
            int written = Integer.parseInt(said.group(1).replace(",", ""));
            assertThat(redis.commands().exists(token(written - 1))).isOne();
            assertThat(redis.commands().exists(token(written))).isZero();
        }
    }

    private String token(int number) {
        return prefix + "token:load-" + (number < 10_000 ? "0" : "") + number;
    }

    @Test
    void aRedisThatGoesAwayInTheMiddleIsReportedWithHowManyAreWritten() {
        try (OwnRedis going = OwnRedis.start();
                Jar.Child seeding = Jar.start(seed(going.uri(), "--count 5000000 --scheme token"))) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> going.has(prefix + "token:load-02000"));
            going.stop();

            Jar.Finished ended = seeding.awaitEnd(Duration.ofSeconds(15)).expect(69);
            assertThat(ended.err()).containsPattern("Redis .*; at least [0-9,]{5,} of 5,000,000 tokens written");
            assertThat(ended.err()).doesNotContain("\tat ");
        }
    }

    private static String lineOfTheReadme(String command) throws IOException {
        return Readme.of("host-console").lineAfter(PROGRAM + command);
    }
}
