package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.DebianProgram;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files for other programs are ones that these programs understand. */
class PackagedFilesTest {

    private static final Path DIST = Readme.root().resolve("host-console/src/dist");
    private static final Path RULES = Readme.root().resolve("config/prometheus/onesend.rules.yaml");
    private static final Path RULES_TEST =
            Readme.root().resolve("host-console/src/test/resources/prometheus/rules-test.yaml");

    /** Of systemd's scale to 100, where a service without any of the settings has 96. */
    private static final String MOST_EXPOSED = "20";

    @TempDir
    private Path folder;

    @Test
    void systemdUnderstandsTheUnitAndFindsItWellShutIn() throws IOException {
        Path unit = folder.resolve("onesend.service");
        // The program is not installed here.
        Files.writeString(
                unit,
                Files.readString(DIST.resolve("systemd/onesend.service"))
                        .replaceAll("(?m)^(Exec\\w+=-?)onesend ", "$1true "));

        assertThat(DebianProgram.SYSTEMD_ANALYZE
                        .run("verify", unit.toString())
                        .expect(0)
                        .all())
                .isBlank();
        DebianProgram.SYSTEMD_ANALYZE
                .run("security", "--offline=yes", "--threshold=" + MOST_EXPOSED, unit.toString())
                .expect(0);
    }

    @Test
    void prometheusUnderstandsTheAlertsAndEachComesWhenItShould() {
        DebianProgram.PROMTOOL.run("check", "rules", RULES.toString()).expect(0);
        DebianProgram.PROMTOOL.run("test", "rules", RULES_TEST.toString()).expect(0);
    }

    /** Without Docker and Kubernetes: only what both files say of the same thing. */
    @Test
    void theContainersRunWithoutRightsAndHaveMoreTimeThanADrain() throws IOException {
        Map<?, ?> compose = (Map<?, ?>) at(documents("container/compose.yaml").get(0), "services", "onesend");
        assertThat(compose.get("read_only")).isEqualTo(true);
        assertThat(compose.get("cap_drop")).isEqualTo(List.of("ALL"));

        Object pod = at(documents("container/kubernetes.yaml").get(1), "spec", "template", "spec");
        Map<?, ?> container = (Map<?, ?>) ((List<?>) at(pod, "containers")).get(0);
        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(container, "securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
        assertThat(at(pod, "securityContext", "runAsUser")).isEqualTo(userOfTheDockerfile());
    }

    private static Object userOfTheDockerfile() throws IOException {
        String dockerfile = Files.readString(DIST.resolve("container/Dockerfile"));
        return Integer.valueOf(dockerfile.replaceAll("(?s).*--uid (\\d+).*", "$1"));
    }

    private static List<Object> documents(String file) throws IOException {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(DIST.resolve(file)))
                .forEach(documents::add);
        return documents;
    }

    private static Object at(Object node, String... path) {
        Object found = node;
        for (String name : path) {
            found = ((Map<?, ?>) found).get(name);
            assertThat(found).as(String.join(".", path)).isNotNull();
        }
        return found;
    }
}
