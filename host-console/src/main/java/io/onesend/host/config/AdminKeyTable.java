package io.onesend.host.config;

import io.onesend.host.tokens.TokenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keys of the admin port. {@link Keys} has them in their place. */
final class AdminKeyTable {

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<Boolean> ENABLED = add("admin.enabled", Texts.flag(), true);
    static final Key<String> HOST =
            add("admin.host", Texts.host(), "127.0.0.1", "an address that others can reach needs admin.token-file");
    static final Key<Integer> PORT = add("admin.port", Numbers.count(0, 65_535), 11022, "0: any free port");
    static final Key<String> TOKEN_FILE = add(
            "admin.token-file",
            Texts.path(true),
            "",
            "lines of the form: name role token, where a role is read or operate, and a token has 16 characters or more;",
            "empty: data/admin.token, made at the first start");
    static final Key<List<String>> HOSTS = add(
            "admin.hosts",
            Lists.of(true, WebSocketKeyTable::host),
            List.of(),
            "names that browsers and programs may call this server by, besides IP addresses and localhost: chat.example");
    static final Key<Boolean> TLS = add(
            "admin.tls", Texts.flag(), false, "the port speaks TLS alone, with the first of network.tls.certificate");

    /** All of them, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private AdminKeyTable() {}

    /** What the keys say. */
    static AdminConfig config(Settings settings, Path folder) {
        String file = settings.value(TOKEN_FILE);
        Path tokens = file.isEmpty() ? TokenFile.OWN : Path.of(file);
        return new AdminConfig(
                settings.value(ENABLED),
                settings.value(HOST),
                settings.value(PORT),
                folder.resolve(tokens).toAbsolutePath().normalize(),
                file.isEmpty(),
                settings.value(HOSTS),
                settings.value(TLS));
    }

    /** Whether nobody beyond this machine reaches the port, or whoever does has to have a token that its operator chose. */
    static boolean isGuarded(Settings settings) {
        return !settings.value(ENABLED)
                || isLoopback(settings.value(HOST))
                || !settings.value(TOKEN_FILE).isEmpty();
    }

    /** Names are not looked up, so {@code localhost} is the only one that is known to be this machine. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("::1");
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault, String... comment) {
        Key<T> key = new Key<>(path, type, byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}
