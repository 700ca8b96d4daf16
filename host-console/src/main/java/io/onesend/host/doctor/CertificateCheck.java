package io.onesend.host.doctor;

import io.onesend.host.config.HostConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.ServerCertificates;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.KeyPair;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

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
            return valid(NetworkServer.readCertificates(tls), Instant.now());
        } catch (NetworkException unusable) {
            return List.of(
                    Finding.bad(
                            WHAT,
                            String.valueOf(unusable.getMessage()),
                            "a certificate and its key",
                            "set network.tls.certificate and network.tls.key; 'onesend tls self-signed' makes both for trying out"));
        }
    }

    private static List<Finding> valid(ServerCertificates read, Instant now) {
        List<KeyPair> files = read.settings().certificates();
        return IntStream.range(0, files.size())
                .mapToObj(i -> valid(
                        files.get(i).certificate(),
                        read.certificates().get(i).getNotAfter().toInstant(),
                        now))
                .toList();
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
