package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Unpacked;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The package for operators: what is in it, and that it runs on each Java, faster after its training. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class PackageIT {

    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void startsWithTheClassesThatItsTrainingArchived(Path javaHome) throws IOException {
        Unpacked unpacked = Unpacked.in(temporary);
        String trained = unpacked.run(javaHome, "train").expect(0).all();
        assertThat(trained).contains("the class archive is " + unpacked.folder().resolve("cache"));
        assertThat(files(unpacked.folder().resolve("cache"))).as(trained).hasSize(1);
        assertThat(unpacked.run(javaHome, "train", "--if-needed").expect(0).all())
                .as("nothing to train")
                .isBlank();

        Path loaded = temporary.resolve("loaded.txt");
        try (Jar.Child server = unpacked.start(
                javaHome,
                List.of("JDK_JAVA_OPTIONS=-Xlog:class+load:file=" + loaded),
                "run",
                "--set=network.port=0",
                "--set=admin.port=0")) {
            MatchResult line = server.err.await("listening on (\\S+):(\\d+)", START);
            try (RawClient client =
                    RawClient.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(line.group(2))))) {
                client.login("kim", "pw");
            }
            server.terminate();
            assertThat(server.awaitEnd(START).expect(0).err())
                    .contains("configuration file " + unpacked.folder().resolve("config/server.yaml"))
                    .doesNotContain("[warning]", "WARNING");
        }
        assertThat(Files.readAllLines(loaded))
                .anyMatch(isArchived("io.onesend.host.server.Host"))
                .anyMatch(isArchived("io.onesend.host.log.TextLayout"))
                .anyMatch(isArchived("org.apache.logging.log4j.core.LoggerContext"))
                .anyMatch(isArchived("io.lettuce.core.RedisClient"));
    }

    @Test
    void hasABillOfItsMaterialsAndTheLicencesOfAll() throws IOException {
        Unpacked unpacked = Unpacked.in(temporary);
        Path file = unpacked.folder().resolve("onesend.cdx.json");
        assumeTrue(Files.exists(file), "Maven was offline when it made the package, and skipped the bill");
        JsonNode bill = JsonMapper.shared().readTree(Files.readString(file));
        String notices = Files.readString(unpacked.folder().resolve("THIRD-PARTY.txt"));

        assertThat(UUID.fromString(bill.get("serialNumber").asString().replace("urn:uuid:", ""))
                        .version())
                .as("made from its contents, as version 3 is: a random one would differ in each build")
                .isEqualTo(3);
        assertThat(bill.get("metadata").has("timestamp"))
                .as("another for each build")
                .isFalse();
        List<String> others = bill.get("components")
                .valueStream()
                .filter(component -> !component.get("group").asString().equals("io.onesend"))
                .map(component -> component.get("group").asString() + ":"
                        + component.get("name").asString() + ":"
                        + component.get("version").asString())
                .distinct()
                .toList();
        assertThat(others)
                .hasSizeGreaterThan(40)
                .allSatisfy(library -> assertThat(notices).contains("(" + library));
        assertThat(files(unpacked.folder().resolve("licences")))
                .extracting(path -> path.getFileName().toString())
                .contains("htm.txt", "slf4j-api-jar", "LGPL-3.0.txt", "Apache-2.0.txt");
    }

    @Test
    void theDockerfileCopiesWhatIsThere() throws IOException {
        Path folder = Unpacked.in(temporary).folder();

        List<String> copied = Files.readAllLines(folder.resolve("container/Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY "))
                .flatMap(line -> Stream.of(line.split(" ")).skip(1))
                .filter(word -> !word.startsWith("/"))
                .toList();
        assertThat(copied)
                .contains("bin", "lib")
                .allSatisfy(name -> assertThat(folder.resolve(name)).exists());
    }

    private static Predicate<String> isArchived(String type) {
        return line -> line.contains(" " + type + " source: shared objects file");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
