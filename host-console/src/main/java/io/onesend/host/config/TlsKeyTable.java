package io.onesend.host.config;

import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.ClientAuth;
import io.onesend.network.TlsSettings.KeyPair;
import io.onesend.network.TlsSettings.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of the port's TLS. {@link DoorKeyTable} has them in their place. */
final class TlsKeyTable {

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<Mode> MODE = add(
            "network.tls.mode",
            Texts.choice(Mode.class),
            Mode.NONE,
            "none | allowed (clients may begin with TLS) | required");
    static final Key<List<String>> CERTIFICATE = add(
            "network.tls.certificate",
            Lists.of(true, Texts.path(false)),
            List.of(),
            "file in PEM: the server's certificate, and those between it and the root; several files, with commas,",
            "are chosen by the name that a client asks for, and the first is the default");
    static final Key<List<String>> KEY = add(
            "network.tls.key",
            Lists.of(true, Texts.path(false)),
            List.of(),
            "file in PEM with the private key as PKCS#8, one for each certificate");
    static final Key<String> KEY_PASSWORD_FILE = add(
            "network.tls.key-password-file",
            Texts.path(true),
            "",
            "file whose first line is the password of the keys; empty: the keys are not encrypted");
    static final Key<ClientAuth> CLIENT_AUTH = add(
            "network.tls.client-auth",
            Texts.choice(ClientAuth.class),
            ClientAuth.NONE,
            "none | optional | required: a certificate of the client");
    static final Key<String> CLIENT_CA = add(
            "network.tls.client-ca",
            Texts.path(true),
            "",
            "file in PEM: the certificates, one of which has signed that of the client");
    static final Key<TlsSettings.Provider> PROVIDER = add(
            "network.tls.provider",
            Texts.choice(TlsSettings.Provider.class),
            TlsSettings.Provider.AUTO,
            "auto | jdk | openssl (needs netty-tcnative on the class path)");
    static final Key<Duration> CHECK = add(
            "network.tls.check",
            Numbers.duration(Duration.ZERO, Duration.ofDays(1)),
            Duration.ofSeconds(10),
            "how often the files are looked at: new connections get replaced certificates; 0: never");

    /** All of them, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private TlsKeyTable() {}

    /** What the keys say. */
    static TlsSettings settings(Settings settings, Path folder) {
        List<KeyPair> pairs = new ArrayList<>();
        List<String> keys = settings.value(KEY);
        for (String certificate : settings.value(CERTIFICATE)) {
            pairs.add(new KeyPair(file(folder, certificate), file(folder, keys.get(pairs.size()))));
        }
        return new TlsSettings(
                settings.value(MODE),
                pairs,
                fileOrNull(folder, settings.value(KEY_PASSWORD_FILE)),
                settings.value(CLIENT_AUTH),
                fileOrNull(folder, settings.value(CLIENT_CA)),
                settings.value(PROVIDER),
                settings.value(CHECK));
    }

    /** The key that names the file that a failure's message begins with; the certificate's if none does. */
    static Key<?> keyOf(String message, TlsSettings tls) {
        if (tls.certificates().stream().anyMatch(pair -> isAbout(message, pair.certificate()))) {
            return CERTIFICATE;
        }
        if (tls.certificates().stream().anyMatch(pair -> isAbout(message, pair.key()))) {
            return KEY;
        }
        if (isAbout(message, tls.keyPasswordFile())) {
            return KEY_PASSWORD_FILE;
        }
        if (isAbout(message, tls.clientCa())) {
            return CLIENT_CA;
        }
        return message.startsWith("OpenSSL ") ? PROVIDER : CERTIFICATE;
    }

    private static boolean isAbout(String message, @Nullable Path file) {
        return file != null && message.startsWith(file + ":");
    }

    private static @Nullable Path fileOrNull(Path folder, String name) {
        return name.isEmpty() ? null : file(folder, name);
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name).toAbsolutePath().normalize();
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault, String... comment) {
        Key<T> key = new Key<>(path, type, byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}
