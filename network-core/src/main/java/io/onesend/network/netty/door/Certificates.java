package io.onesend.network.netty.door;

import io.netty.handler.ssl.SslContext;
import io.onesend.network.NetworkException;
import io.onesend.network.TlsSettings;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of a port. All that is read of their files at once is one snapshot, so that a connection never meets a part of
 * the old files and a part of the new.
 */
@AnyThread
final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private static final String WILDCARD = "*";

    /** What was read of the files at one time. */
    private record Snapshot(List<KeyedCertificate> all, SslContext first, Map<String, SslContext> byName) {}

    private final TlsSettings settings;
    private volatile Snapshot now;

    /**
     * Reads the files.
     *
     * @throws NetworkException that says what is wrong with them
     */
    Certificates(TlsSettings settings) {
        this.settings = settings;
        this.now = read(settings);
        tell("");
    }

    /**
     * Reads the files, and keeps nothing of them.
     *
     * @throws NetworkException that says what is wrong with them
     */
    static void check(TlsSettings settings) {
        read(settings);
    }

    private static Snapshot read(TlsSettings settings) {
        List<KeyedCertificate> all = CertificateFiles.read(settings);
        List<SslContext> contexts = all.stream()
                .map(certificate -> TlsContexts.of(certificate, settings))
                .toList();
        Map<String, SslContext> byName = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            for (String name : all.get(i).names()) {
                byName.putIfAbsent(name, contexts.get(i));
            }
        }
        return new Snapshot(all, contexts.get(0), byName);
    }

    /**
     * Takes what the files are now, if they fit together. Connections that are there keep what they have.
     *
     * @throws NetworkException that says what is wrong with them; nothing has changed then
     */
    void reload() {
        now = read(settings);
        tell(", read again");
    }

    private void tell(String when) {
        for (KeyedCertificate certificate : now.all) {
            Instant until = certificate.certificate().getNotAfter().toInstant();
            LOG.info(
                    "TLS certificate of {}{}: valid until {}, {} left, SHA-256 fingerprint {}",
                    certificate.label(),
                    when,
                    until,
                    Counted.of(Duration.between(Instant.now(), until).toDays(), "day"),
                    certificate.fingerprint());
        }
    }

    /**
     * What serves a client.
     *
     * @param name the host that it asks for, in lower case; null: none
     */
    SslContext contextFor(@Nullable String name) {
        Snapshot snapshot = now;
        SslContext own = name == null ? null : find(snapshot.byName, name);
        return own == null ? snapshot.first : own;
    }

    /** Whether one of the certificates is for this host, in lower case. */
    boolean areFor(String host) {
        return find(now.byName, host) != null;
    }

    /** A wildcard stands for the first label of a name, and for nothing else. */
    private static @Nullable SslContext find(Map<String, SslContext> byName, String name) {
        SslContext exact = byName.get(name);
        int dot = name.indexOf('.');
        return exact == null && dot > 0 ? byName.get(WILDCARD + name.substring(dot)) : exact;
    }

    /** What is served now, the default first. */
    List<KeyedCertificate> all() {
        return now.all;
    }

    TlsSettings settings() {
        return settings;
    }
}
