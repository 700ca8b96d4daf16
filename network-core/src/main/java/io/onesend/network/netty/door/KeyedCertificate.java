package io.onesend.network.netty.door;

import io.onesend.network.logic.AnyThread;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A server's certificate and its private key.
 *
 * @param chain the server's first
 */
@AnyThread
record KeyedCertificate(List<X509Certificate> chain, PrivateKey key) {

    /** How the JDK numbers the kind of an alternative name that is a host name. */
    private static final Integer DNS_NAME = 2;

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** The host names that it is for, in lower case; each may begin with a wildcard. Clients look at no other field. */
    List<String> names() {
        try {
            Collection<List<?>> alternatives = certificate().getSubjectAlternativeNames();
            return alternatives == null
                    ? List.of()
                    : alternatives.stream()
                            .filter(name -> DNS_NAME.equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException malformed) {
            return List.of();
        }
    }

    /** How logs and metrics name it. */
    String label() {
        List<String> names = names();
        return names.isEmpty() ? certificate().getSubjectX500Principal().getName() : names.get(0);
    }

    /** As browsers and openssl show it: SHA-256, in hexadecimal with colons. */
    String fingerprint() {
        return fingerprintOf(certificate());
    }

    /** The same of any certificate. */
    static String fingerprintOf(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
