package io.onesend.host.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

    private final HostNames names = new HostNames(List.of("Chat.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:11022",
                "203.0.113.9:80",
                "[::1]:11022",
                "[2001:db8::1]",
                "localhost",
                "LOCALHOST:1",
                "one.localhost:11022",
                "chat.example",
                "chat.EXAMPLE:443"
            })
    void areMeantByAddressesLocalhostAndConfiguredNames(String host) {
        assertThat(names.areMeantBy(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":11022",
                "127.0.0.1.evil.example",
                "127.0.0.1.evil.example:11022",
                "evil.example",
                "localhost.evil.example",
                "evillocalhost",
                "notchat.example",
                "www.chat.example",
                "chat.example.evil.example",
                "chat.example, evil.example",
                "999.0.0.1",
                "[::1].evil.example",
                "[evil]",
                "::1",
                "127.0.0.1:11022:80"
            })
    void areNotMeantByWhatOnlyLooksLikeThem(String host) {
        assertThat(names.areMeantBy(host)).isFalse();
    }
}
