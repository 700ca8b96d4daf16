package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of the admin port. */
class AdminKeyTableTest {

    @TempDir
    private Path folder;

    private LoadedConfig load(String... settings) {
        return ConfigLoader.load(new ConfigSource(null, folder, Map.of(), List.of(settings)));
    }

    private AdminConfig admin(String... settings) {
        return load(settings).config().admin();
    }

    @Test
    void theTokenIsInAFileOfItsOwnUnlessOneIsGiven() {
        assertThat(admin().tokenFile()).isEqualTo(folder.resolve("data/admin.token"));
        assertThat(admin().ownTokenFile()).isTrue();
        assertThat(admin("admin.token-file=config/tokens").tokenFile()).isEqualTo(folder.resolve("config/tokens"));
        assertThat(admin("admin.token-file=config/tokens").ownTokenFile()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "localhost", "::1"})
    void aPortOfThisMachineAloneNeedsNoTokenFile(String host) {
        assertThat(admin("admin.host=" + host).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.9", "127.0.0.1.example", "localhost.example"})
    void aPortThatOthersReachNeedsATokenFileOfOnesOwn(String host) {
        assertThatThrownBy(() -> load("admin.host=" + host))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--set: admin.host is an address that others can reach");
        assertThat(admin("admin.host=" + host, "admin.token-file=tokens").host())
                .isEqualTo(host);
        assertThat(admin("admin.host=" + host, "admin.enabled=false").enabled()).isFalse();
    }

    @Test
    void tlsNeedsACertificate() {
        assertThatThrownBy(() -> load("admin.tls=true"))
                .hasMessageStartingWith("--set: admin.tls needs a file in network.tls.certificate");
        assertThat(admin("admin.tls=true", "network.tls.certificate=c", "network.tls.key=k")
                        .tls())
                .isTrue();
    }

    @Test
    void namesOfHostsAreWithoutPorts() {
        assertThat(admin("admin.hosts=chat.example, www.chat.example").hosts())
                .containsExactly("chat.example", "www.chat.example");
        assertThatThrownBy(() -> load("admin.hosts=chat.example:11022")).hasMessageContaining("without a port");
    }

    @Test
    void aFileThatDoesNotFitIsNamedWithItsKey() throws IOException {
        assertThatThrownBy(load("admin.token-file=tokens")::checkFiles)
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set: admin.token-file " + folder.resolve("tokens") + " does not exist");

        Files.writeString(folder.resolve("tokens"), "kim boss 0123456789abcdef");
        assertThatThrownBy(load("admin.token-file=tokens")::checkFiles)
                .hasMessageEndingWith("tokens line 1: a role is read or operate");

        Files.writeString(folder.resolve("tokens"), "kim read 0123456789abcdef");
        load("admin.token-file=tokens").checkFiles();
        // Only a start makes the server's own.
        load().checkFiles();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void theCertificateOfTheAdminPortIsTriedToo() {
        LoadedConfig loaded = load("admin.tls=true", "network.tls.certificate=none.pem", "network.tls.key=none.pem");

        assertThatThrownBy(loaded::checkFiles)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--set: network.tls.certificate " + folder.resolve("none.pem"));
    }
}
