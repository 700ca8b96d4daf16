package io.onesend.host.config;

import io.onesend.network.CidrBlock;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.ProxySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The keys of what comes to the port. {@link Keys} has them in their place. */
final class DoorKeyTable {

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<List<Door>> DOORS = add(
            "network.doors",
            Lists.of(false, Texts.choice(Door.class)),
            List.of(Door.PLAIN, Door.WEBSOCKET),
            "who is let in, told apart by the first bytes: plain (the course's clients), websocket (browsers)");
    static final Key<Duration> FIRST_BYTES = add(
            "network.first-bytes",
            Numbers.duration(Duration.ZERO, Duration.ofDays(1)),
            Duration.ofSeconds(30),
            "a connection that does not say in this time what it is is closed; 0: never; at most",
            "chat.login-timeout and network.idle-timeout, if they are set; with one door: of the proxies' connections alone");
    static final Key<Duration> HANDSHAKE_TIMEOUT = add(
            "network.handshake-timeout",
            Numbers.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
            Duration.ofSeconds(10),
            "time that the handshakes of a connection may take together");
    static final Key<List<CidrBlock>> PROXY_TRUSTED = add(
            "network.proxy.trusted",
            Lists.of(true, DoorKeyTable::block),
            List.of(),
            "addresses of proxies, which tell the addresses of their clients: 10.0.0.5,2001:db8::/64");
    static final Key<ProxySettings.Header> PROXY_HEADER = add(
            "network.proxy.header",
            Texts.choice(ProxySettings.Header.class),
            ProxySettings.Header.PROXY_PROTOCOL,
            "proxy-protocol (from a trusted address it has to come) | x-forwarded-for (of a WebSocket's request)");

    static {
        TABLE.addAll(TlsKeyTable.ALL);
        TABLE.addAll(WebSocketKeyTable.ALL);
    }

    /** All of them, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private DoorKeyTable() {}

    /** What the keys say. */
    static Doors doors(Settings settings, Path folder) {
        return Doors.of(settings.value(DOORS).toArray(Door[]::new))
                .withTls(TlsKeyTable.settings(settings, folder))
                .withWebSocket(WebSocketKeyTable.settings(settings))
                .withProxy(new ProxySettings(settings.value(PROXY_TRUSTED), settings.value(PROXY_HEADER)))
                .withFirstBytes(firstBytes(settings))
                .withHandshakeTimeout(settings.value(HANDSHAKE_TIMEOUT));
    }

    /** What closes silent sessions closes silent connections too, which are no sessions yet. */
    private static Duration firstBytes(Settings settings) {
        return Stream.of(FIRST_BYTES, Keys.LOGIN_TIMEOUT, Keys.IDLE_TIMEOUT)
                .map(settings::value)
                .filter(time -> !time.isZero())
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static CidrBlock block(String text) throws InvalidValueException {
        try {
            return CidrBlock.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidValueException("is " + wrong.getMessage());
        }
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault, String... comment) {
        Key<T> key = new Key<>(path, type, byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}
