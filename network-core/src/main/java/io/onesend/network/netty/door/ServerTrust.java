package io.onesend.network.netty.door;

import io.onesend.network.CertificateRefusedException;
import io.onesend.network.CertificateRefusedException.Fault;
import io.onesend.network.NetworkException;
import io.onesend.network.log.LogText;
import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Decides whether a client trusts a server's certificate, as the JDK does, and says in words why not. */
@AnyThread
final class ServerTrust extends X509ExtendedTrustManager {

    /** How many names of a certificate an error lists. */
    private static final int MOST_NAMES = 5;

    /** How the JDK numbers the kinds of alternative names that a client looks at. */
    private static final List<Integer> NAMES_OF_SERVERS = List.of(2, 7);

    private final X509ExtendedTrustManager authorities;

    private ServerTrust(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    /**
     * Trusts those in a file.
     *
     * @param ca null: those that the JDK trusts
     * @throws NetworkException that names the file, and says what is wrong with it
     */
    static ServerTrust of(@Nullable Path ca) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(ca == null ? null : storeOf(CertificateFiles.readCertificates(ca)));
            return new ServerTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException | IOException unfit) {
            throw new NetworkException("no certificate of a server can be checked: " + unfit.getMessage(), unfit);
        }
    }

    private static KeyStore storeOf(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca-" + i, certificates.get(i));
        }
        return store;
    }

    /** {@inheritDoc} The engine knows the server's name, and has it checked. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        // The JDK does not look at the dates of a certificate that is itself among the trusted ones.
        checkDates(chain);
        try {
            authorities.checkServerTrusted(chain, kind, engine);
        } catch (CertificateException refused) {
            throw explained(chain, kind, engine.getPeerHost(), refused);
        }
    }

    private static void checkDates(X509Certificate[] chain) throws CertificateRefusedException {
        Instant now = Instant.now();
        for (int i = 0; i < chain.length; i++) {
            String which = i == 0 ? "the server's certificate" : "the certificate of " + subject(chain[i]);
            Instant from = chain[i].getNotBefore().toInstant();
            Instant until = chain[i].getNotAfter().toInstant();
            if (now.isAfter(until)) {
                throw new CertificateRefusedException(Fault.EXPIRED, which + " expired at " + until);
            }
            if (now.isBefore(from)) {
                throw new CertificateRefusedException(Fault.NOT_YET_VALID, which + " is not valid before " + from);
            }
        }
    }

    private CertificateRefusedException explained(
            X509Certificate[] chain, String kind, String name, CertificateException refused) {
        X509Certificate own = chain[0];
        if (isTrustedByAnotherName(chain, kind)) {
            return new CertificateRefusedException(
                    Fault.WRONG_NAME, "the server's certificate is for " + namesOf(own) + ", not for " + name);
        }
        if (!(refused.getCause() instanceof CertPathBuilderException)) {
            return new CertificateRefusedException(
                    Fault.UNFIT, "the server's certificate cannot be used: " + refused.getMessage());
        }
        if (isSignedByItself(own)) {
            return new CertificateRefusedException(
                    Fault.SELF_SIGNED,
                    "the server has signed its certificate itself, and it is not among the trusted ones; its SHA-256 fingerprint is "
                            + KeyedCertificate.fingerprintOf(own));
        }
        return new CertificateRefusedException(
                Fault.UNKNOWN_ISSUER,
                "the server's certificate was signed by "
                        + LogText.escape(own.getIssuerX500Principal().getName())
                        + ", and nobody who is trusted vouches for it");
    }

    private boolean isTrustedByAnotherName(X509Certificate[] chain, String kind) {
        try {
            authorities.checkServerTrusted(chain, kind);
            return true;
        } catch (CertificateException untrusted) {
            return false;
        }
    }

    private static boolean isSignedByItself(X509Certificate certificate) {
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException byAnother) {
            return false;
        }
    }

    private static String namesOf(X509Certificate certificate) {
        List<String> names = alternativesOf(certificate);
        if (names.isEmpty()) {
            return "no name (its subject " + subject(certificate) + " does not count)";
        }
        String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return LogText.escape(names.size() > MOST_NAMES ? some + " and others" : some);
    }

    private static List<String> alternativesOf(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            Stream<List<?>> alternatives = all == null ? Stream.of() : all.stream();
            return alternatives
                    .filter(name -> NAMES_OF_SERVERS.contains(name.get(0)))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateException malformed) {
            return List.of();
        }
    }

    private static String subject(X509Certificate certificate) {
        return LogText.escape(certificate.getSubjectX500Principal().getName());
    }

    // ---- what an engine never asks

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw withoutEngine();
    }

    private static CertificateException withoutEngine() {
        return new CertificateException(
                "a client of this library checks servers alone, by the engine of their connection");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
