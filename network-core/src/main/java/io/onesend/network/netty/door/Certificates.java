package io.onesend.network.netty.door;

import io.netty.handler.ssl.SslContext;
import io.onesend.network.TlsSettings;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of a port. All that is read of their files at once is one {@link CertificateReading}, so that a connection never meets a part of
 * the old files and a part of the new.
 */
@AnyThread
final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private static final String WILDCARD = "*";

    private volatile CertificateReading now;

    /** Serves what was read before the start. */
    Certificates(CertificateReading first) {
        this.now = first;
        tell("");
    }

    /** Takes what the files are now. Connections that are there keep what they have. */
    void take(CertificateReading read) {
        now = read;
        tell(", read again");
    }

    private void tell(String when) {
        for (KeyedCertificate certificate : now.all()) {
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
        CertificateReading served = now;
        SslContext own = name == null ? null : find(served.byName(), name);
        return own == null ? served.first() : own;
    }

    /** Whether one of the certificates is for this host, in lower case. */
    boolean areFor(String host) {
        return find(now.byName(), host) != null;
    }

    /** A wildcard stands for the first label of a name, and for nothing else. */
    private static @Nullable SslContext find(Map<String, SslContext> byName, String name) {
        SslContext exact = byName.get(name);
        int dot = name.indexOf('.');
        return exact == null && dot > 0 ? byName.get(WILDCARD + name.substring(dot)) : exact;
    }

    /** What is served now, the default first. */
    List<KeyedCertificate> all() {
        return now.all();
    }

    /** Of the files that are served. */
    List<FileStamp> stamps() {
        return now.stamps();
    }

    /** All that was read last. */
    CertificateReading now() {
        return now;
    }

    TlsSettings settings() {
        return now.settings();
    }
}
