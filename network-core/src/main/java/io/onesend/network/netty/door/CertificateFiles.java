package io.onesend.network.netty.door;

import io.onesend.network.NetworkException;
import io.onesend.network.TlsSettings;
import io.onesend.network.logic.AnyThread;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of {@link TlsSettings}, and checks that they fit together: chain, dates and key. */
@AnyThread
final class CertificateFiles {

    private static final String CERTIFICATE = "CERTIFICATE";

    /** Signed and verified, to see that two halves of a key belong together. */
    private static final byte[] PROBE = {1, 2, 3, 4};

    private CertificateFiles() {}

    /**
     * Reads all certificates with their keys.
     *
     * @throws NetworkException that names the file, and says what is wrong
     */
    static List<KeyedCertificate> read(TlsSettings settings) {
        List<KeyedCertificate> all = new ArrayList<>();
        for (TlsSettings.KeyPair pair : settings.certificates()) {
            List<X509Certificate> chain = readCertificates(pair.certificate());
            checkChain(pair.certificate(), chain);
            checkDates(pair.certificate(), chain.get(0));
            PublicKey half = chain.get(0).getPublicKey();
            PrivateKey key = new PrivateKeyFile(pair.key(), settings.keyPasswordFile()).read(half);
            if (!belongTogether(half, key)) {
                throw new NetworkException(
                        pair.key() + ": its key is not that of the certificate in " + pair.certificate());
            }
            all.add(new KeyedCertificate(chain, key));
        }
        return all;
    }

    /** Reads the certificates in a file, at least one. */
    static List<X509Certificate> readCertificates(Path file) {
        List<X509Certificate> read = new ArrayList<>();
        for (Pem block : Pem.read(file)) {
            if (block.label().equals(CERTIFICATE)) {
                read.add(certificateOf(file, block));
            }
        }
        if (read.isEmpty()) {
            throw new NetworkException(file + ": there is no certificate in it");
        }
        return read;
    }

    private static X509Certificate certificateOf(Path file, Pem block) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.content()));
        } catch (CertificateException malformed) {
            throw new NetworkException(file + ": a certificate in it is malformed", malformed);
        }
    }

    private static void checkChain(Path file, List<X509Certificate> chain) {
        for (int i = 1; i < chain.size(); i++) {
            try {
                chain.get(i - 1).verify(chain.get(i).getPublicKey());
            } catch (GeneralSecurityException unsigned) {
                throw new NetworkException(
                        file + ": certificate " + i + " in it is not signed by the one behind it", unsigned);
            }
        }
    }

    private static void checkDates(Path file, X509Certificate certificate) {
        Instant now = Instant.now();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            throw new NetworkException(file + ": its certificate was valid until " + until);
        }
        if (now.isBefore(from)) {
            throw new NetworkException(file + ": its certificate is valid from " + from + " on");
        }
    }

    private static boolean belongTogether(PublicKey half, PrivateKey other) {
        String algorithm = switch (half.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> half.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(other);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(half);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException unfit) {
            throw new NetworkException("a key of the kind " + half.getAlgorithm() + " cannot sign", unfit);
        }
    }
}
