package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which file is read, which variables are taken, and what the log is told of both. */
class ConfigOriginsTest {

    @TempDir
    private Path folder;

    private LoadedConfig load(Path file, Map<String, String> environment) {
        return ConfigLoader.load(new ConfigSource(file, folder, environment, List.of()));
    }

    private String failureOf(Path file, Map<String, String> environment) {
        return String.valueOf(catchThrowableOfType(ConfigException.class, () -> load(file, environment))
                .getMessage());
    }

    @Test
    void namesTheFileThatWasRead() throws IOException {
        Path named = Files.writeString(folder.resolve("some.yaml"), "network: {port: 7}\n");
        assertThat(load(Path.of("some.yaml"), Map.of()).notes()).containsExactly("configuration file " + named);

        Files.createDirectory(folder.resolve("config"));
        Path standard = Files.writeString(folder.resolve("config/server.yaml"), "network: {port: 8}\n");
        assertThat(load(null, Map.of()).notes()).containsExactly("configuration file " + standard);
    }

    @Test
    void saysWhereItLookedWhenThereIsNoFile() {
        assertThat(load(null, Map.of()).notes())
                .containsExactly("no configuration file: there is no " + folder.resolve("config/server.yaml")
                        + "; the defaults apply");
    }

    @Test
    void takesABrokenLinkForAFileThatCannotBeReadAndNotForTheDefaults() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.createSymbolicLink(folder.resolve("config/server.yaml"), Path.of("nowhere.yaml"));
        assertThat(failureOf(null, Map.of())).isEqualTo("config/server.yaml: there is no such file");
    }

    @Test
    void takesAFolderThatCannotBeSearchedForAnErrorAndNotForTheDefaults() throws IOException {
        // A link to itself: nobody, root included, can look into it.
        Files.createSymbolicLink(folder.resolve("config"), Path.of("config"));
        assertThat(failureOf(null, Map.of())).startsWith("config/server.yaml: cannot be read: ");
    }

    @Test
    void ignoresWhatKubernetesSetsForAServiceNamedOnesendWithOneLine() {
        Map<String, String> environment = new HashMap<>();
        environment.put("ONESEND_PORT", "tcp://10.96.14.2:11021");
        environment.put("ONESEND_SERVICE_HOST", "10.96.14.2");
        environment.put("ONESEND_SERVICE_PORT", "11021");
        environment.put("ONESEND_SERVICE_PORT_CHAT", "11021");
        environment.put("ONESEND_PORT_11021_TCP", "tcp://10.96.14.2:11021");
        environment.put("ONESEND_PORT_11021_TCP_PROTO", "tcp");
        environment.put("ONESEND_PORT_11021_TCP_PORT", "11021");
        environment.put("ONESEND_PORT_11021_TCP_ADDR", "10.96.14.2");
        // Of a service named onesend-admin: the name of a key, with a value that is none.
        environment.put("ONESEND_ADMIN_PORT", "tcp://[fd00::7]:11022");
        environment.put("ONESEND_ADMIN_SERVICE_HOST", "fd00::7");
        environment.put("ONESEND_NETWORK_PORT", "4711");

        LoadedConfig loaded = load(null, environment);

        assertThat(loaded.config().network().port()).isEqualTo(4711);
        assertThat(loaded.config().admin().port()).isEqualTo(11022);
        assertThat(loaded.notes())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("ignored, as Kubernetes sets them for a service: ONESEND_ADMIN_PORT, ")
                .contains("ONESEND_PORT_11021_TCP_ADDR", "enableServiceLinks: false")
                .doesNotContain("ONESEND_NETWORK_PORT");
    }

    @ParameterizedTest
    @CsvSource({
        "ONESEND_PORT, 11021",
        "ONESEND_PORT, tcp://host",
        "ONESEND_ADMIN_PORT, http://10.0.0.1:80",
        "ONESEND_SERVICE, tcp://10.0.0.1:80",
        "ONESEND_PORT_11021, 1",
        "ONESEND_SECOND_JAVA_HOME, /opt/java"
    })
    void refusesWhatOnlyResemblesThem(String name, String value) {
        assertThat(failureOf(null, Map.of(name, value))).startsWith(name + ": ");
    }

    @Test
    void takesNoVariableOfTheTests() {
        Map<String, String> ofTests = Map.of(
                "ONESEND_TEST_REDIS", "redis://x", "ONESEND_TEST_SECOND_JAVA_HOME", "/opt/java", "ONESEND_TEST_", "1");
        assertThat(load(null, ofTests).notes()).hasSize(1);
    }
}
