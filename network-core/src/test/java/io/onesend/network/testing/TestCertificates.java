package io.onesend.network.testing;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** An authority of a test, the files of certificates that it has signed, and clients that trust it. */
public final class TestCertificates {

    private static final Duration VALID = Duration.ofDays(30);

    // In DER.
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final int SEQUENCE = 0x30;
    private static final int DNS_NAME = 0x82;

    private final Path directory;
    private final Provider provider;
    private final X509Bundle authority;

    /** @param directory where files are written */
    public TestCertificates(Path directory) {
        this(directory, Provider.JDK);
    }

    /** @param provider what encrypts, where a server has these certificates */
    public TestCertificates(Path directory, Provider provider) {
        this.directory = directory;
        this.provider = provider;
        this.authority = built(() -> new CertificateBuilder()
                .subject("CN=Test authority")
                .ecp256()
                .setIsCertificateAuthority(true)
                .notBefore(Instant.now().minus(VALID))
                .notAfter(Instant.now().plus(VALID))
                .buildSelfSigned());
    }

    private interface Building<T> {
        T build() throws Exception;
    }

    private static <T> T built(Building<T> building) {
        try {
            return building.build();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What {@link #certificate} begins with: valid now, for this name. */
    public static CertificateBuilder builder(String name) {
        return unnamed("CN=" + name).addSanDnsName(name);
    }

    /** The same for all hosts of a domain. The builder itself has no wildcards. */
    public static CertificateBuilder wildcard(String domain) {
        byte[] name = ("*." + domain).getBytes(StandardCharsets.US_ASCII);
        byte[] names = ByteBuffer.allocate(4 + name.length)
                .put((byte) SEQUENCE)
                .put((byte) (2 + name.length))
                .put((byte) DNS_NAME)
                .put((byte) name.length)
                .put(name)
                .array();
        return unnamed("CN=all of " + domain).addExtensionOctetString(ALTERNATIVE_NAMES, false, names);
    }

    private static CertificateBuilder unnamed(String subject) {
        return new CertificateBuilder()
                .subject(subject)
                .ecp256()
                .notBefore(Instant.now().minus(VALID))
                .notAfter(Instant.now().plus(VALID));
    }

    /** A certificate of this authority. */
    public X509Bundle certificate(CertificateBuilder builder) {
        return built(() -> builder.buildIssuedBy(authority));
    }

    /** A certificate of this authority for a host. */
    public X509Bundle certificate(String name) {
        return certificate(builder(name));
    }

    /** Writes a certificate and its key into two files named after this, in place of what was there. */
    public TlsSettings.KeyPair write(String file, X509Bundle certificate) {
        return new TlsSettings.KeyPair(
                write(file + ".pem", certificate.getCertificatePathPEM()),
                write(file + ".key", certificate.getPrivateKeyPEM()));
    }

    /** Writes a file of these tests. */
    public Path write(String file, String text) {
        try {
            return Files.writeString(directory.resolve(file), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The file of the authority's certificate. */
    public Path authorityFile() {
        return write("authority.pem", authority.getCertificatePEM());
    }

    /** The settings of a port with a certificate for {@code localhost}. */
    public TlsSettings settings() {
        return settings(write("localhost", certificate("localhost")));
    }

    /** The settings of a port with this certificate. */
    public TlsSettings settings(TlsSettings.KeyPair files) {
        return TlsSettings.of(files.certificate(), files.key()).with(provider);
    }

    /** What a client needs that trusts this authority alone. */
    public SSLContext client() {
        return client(null);
    }

    /** @param own the certificate that it shows; null: none */
    public SSLContext client(@Nullable X509Bundle own) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = own == null ? null : own.toKeyManagerFactory().getKeyManagers();
            context.init(keys, new TrustManager[] {authority.toTrustManager()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
