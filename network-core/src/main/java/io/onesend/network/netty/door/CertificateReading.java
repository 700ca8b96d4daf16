package io.onesend.network.netty.door;

import io.netty.handler.ssl.SslContext;
import io.onesend.network.NetworkException;
import io.onesend.network.ServerCertificates;
import io.onesend.network.TlsSettings;
import io.onesend.network.logic.AnyThread;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a port's files at one time: a server starts with one, and has another whenever the files are others. It is not a
 * record, because a record would show the keys.
 */
@AnyThread
final class CertificateReading implements ServerCertificates {

    private final TlsSettings settings;
    private final List<FileStamp> stamps;
    private final List<KeyedCertificate> all;
    private final List<SslContext> contexts;
    private final Map<String, SslContext> byName = new HashMap<>();

    /** What {@link #sslContext} stands for by now. */
    private volatile Supplier<CertificateReading> current = () -> this;

    // Guarded by this.
    private @Nullable SSLContext ofJdk;

    private CertificateReading(TlsSettings settings) {
        if (settings.certificates().isEmpty()) {
            throw new IllegalArgumentException("TLS has no certificate");
        }
        this.settings = settings;
        this.stamps = FileStamp.ofAll(settings);
        this.all = CertificateFiles.read(settings);
        List<X509Certificate> authorities = authorities(settings.clientCa());
        this.contexts = all.stream()
                .map(certificate -> TlsContexts.of(certificate, authorities, settings))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            for (String name : all.get(i).names()) {
                byName.putIfAbsent(name, contexts.get(i));
            }
        }
    }

    /**
     * Reads the files, on the calling thread.
     *
     * @throws NetworkException that says what is wrong with them
     */
    static CertificateReading of(TlsSettings settings) {
        return new CertificateReading(settings);
    }

    private static List<X509Certificate> authorities(@Nullable Path file) {
        return file == null ? List.of() : CertificateFiles.readCertificates(file);
    }

    @Override
    public TlsSettings settings() {
        return settings;
    }

    @Override
    public List<X509Certificate> certificates() {
        return all.stream().map(KeyedCertificate::certificate).toList();
    }

    @Override
    public SSLContext sslContext() {
        return FollowingContext.of(() -> current.get().ofJdk());
    }

    /** The first certificate for a server of the JDK. Few programs have one, so it is made when it is first asked for. */
    private synchronized SSLContext ofJdk() {
        SSLContext made = ofJdk == null ? TlsContexts.ofJdk(all.get(0)) : ofJdk;
        ofJdk = made;
        return made;
    }

    /** From now on other servers get what is read last. */
    void follow(Supplier<CertificateReading> served) {
        current = served;
    }

    /** They are older than what was read: a file that changed in between is read again at the next look. */
    List<FileStamp> stamps() {
        return stamps;
    }

    /** The default first. */
    List<KeyedCertificate> all() {
        return all;
    }

    /** What serves clients that ask for a name which none of the certificates has, or for no name. */
    SslContext first() {
        return contexts.get(0);
    }

    /** By the names of the certificates, in lower case; each may begin with a wildcard. */
    Map<String, SslContext> byName() {
        return byName;
    }
}
