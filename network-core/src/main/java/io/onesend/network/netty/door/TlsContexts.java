package io.onesend.network.netty.door;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.onesend.network.ClientTls;
import io.onesend.network.NetworkException;
import io.onesend.network.TlsSettings;
import io.onesend.network.logic.AnyThread;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Makes what Netty needs to speak TLS with a certificate: which versions and ciphers are spoken is decided here. */
@AnyThread
final class TlsContexts {

    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    /** Those with forward secrecy that encrypt and authenticate in one. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final Map<TlsSettings.ClientAuth, ClientAuth> CLIENT_AUTH = Map.of(
            TlsSettings.ClientAuth.NONE, ClientAuth.NONE,
            TlsSettings.ClientAuth.OPTIONAL, ClientAuth.OPTIONAL,
            TlsSettings.ClientAuth.REQUIRED, ClientAuth.REQUIRE);

    static {
        // Read once, when the JDK first speaks TLS. A handshake costs the server more than its client.
        if (System.getProperty("jdk.tls.rejectClientInitiatedRenegotiation") == null) {
            System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        }
    }

    private TlsContexts() {}

    /**
     * For a server.
     *
     * @param authorities one of which has signed a client's certificate; none: those that the JDK trusts, if clients show one
     * @throws NetworkException if there is no such provider, or if it takes no such certificate
     */
    static SslContext of(KeyedCertificate certificate, List<X509Certificate> authorities, TlsSettings settings) {
        SslProvider provider = TlsEngines.choose(settings.provider());
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(certificate.key(), certificate.chain())
                    .sslProvider(provider)
                    .protocols(VERSIONS)
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .clientAuth(CLIENT_AUTH.get(settings.clientAuth()));
            if (!authorities.isEmpty()) {
                builder.trustManager(authorities);
            }
            if (provider == SslProvider.OPENSSL) {
                builder.option(OpenSslContextOption.USE_TASKS, true);
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException refused) {
            throw new NetworkException(
                    "TLS cannot use the certificate of " + certificate.label() + ": " + refused.getMessage(), refused);
        }
    }

    /** For a server that is not Netty's; which versions and ciphers it speaks is the JDK's choice. */
    static SSLContext ofJdk(KeyedCertificate certificate) {
        try {
            SslContext context = SslContextBuilder.forServer(certificate.key(), certificate.chain())
                    .sslProvider(SslProvider.JDK)
                    .build();
            return ((JdkSslContext) context).context();
        } catch (SSLException | IllegalArgumentException refused) {
            throw new NetworkException(
                    "TLS cannot use the certificate of " + certificate.label() + ": " + refused.getMessage(), refused);
        }
    }

    /**
     * For a client, by the JDK's engine.
     *
     * @throws NetworkException if a file cannot be used; the message names it
     */
    static SslContext ofClient(ClientTls settings) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols(VERSIONS)
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .trustManager(ServerTrust.of(settings.ca()));
            TlsSettings.KeyPair files = settings.certificate();
            if (files != null) {
                KeyedCertificate own = CertificateFiles.read(TlsSettings.of(files.certificate(), files.key()))
                        .get(0);
                builder.keyManager(own.key(), own.chain());
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException refused) {
            throw new NetworkException("a client cannot speak TLS: " + refused.getMessage(), refused);
        }
    }
}
