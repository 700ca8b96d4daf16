package io.onesend.host.doctor;

import io.onesend.host.config.HostConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the certificates and keys as a start does, and says how long they are valid. */
final class CertificateCheck implements Check {

    private static final String WHAT = "certificate";
    private static final long SOON_DAYS = 14;

    @Override
    public List<Finding> look(HostConfig config) {
        TlsSettings tls = config.network().doors().tls();
        if (tls.mode() == TlsSettings.Mode.NONE) {
            return List.of(Finding.note(
                    WHAT,
                    "none: logins and messages travel unencrypted",
                    "TLS here or at a proxy",
                    "set network.tls; 'onesend tls self-signed' makes a certificate for trying out"));
        }
        try {
            NetworkServer.checkCertificates(tls);
        } catch (NetworkException unusable) {
            return List.of(
                    Finding.bad(
                            WHAT,
                            String.valueOf(unusable.getMessage()),
                            "a certificate and its key",
                            "set network.tls.certificate and network.tls.key; 'onesend tls self-signed' makes both for trying out"));
        }
        return tls.certificates().stream().map(pair -> look(pair.certificate())).toList();
    }

    private static Finding look(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate first =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return valid(file, first.getNotAfter().toInstant(), Instant.now());
        } catch (IOException | CertificateException unreadable) {
            return Finding.bad(WHAT, file + ": " + unreadable.getMessage(), "a certificate in PEM", "see network.tls");
        }
    }

    static Finding valid(Path file, Instant end, Instant now) {
        long days = Duration.between(now, end).toDays();
        String advice = "renew it; the server takes the new files by itself";
        if (end.isBefore(now)) {
            return Finding.bad(WHAT, file + " is no longer valid", "a valid one", advice);
        }
        return days < SOON_DAYS
                ? Finding.note(WHAT, file + " is valid for " + days + " days", "more than " + SOON_DAYS, advice)
                : Finding.good(WHAT, file + " is valid for " + days + " days");
    }
}
