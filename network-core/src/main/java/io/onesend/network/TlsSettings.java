package io.onesend.network;

import static io.onesend.network.ParameterRange.zeroOrAtLeast;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a port speaks TLS 1.3 and 1.2, and with which certificates. Frames and the WebSocket are told apart inside it too. The
 * files are read when the server starts. They may be replaced later: new connections then get the new certificate, once all files
 * fit together.
 *
 * @param mode whether TLS may, or has to be spoken
 * @param certificates the first serves clients that ask for a name which none of them has, or for no name; empty with {@link
 *     Mode#NONE} alone
 * @param keyPasswordFile its first line decrypts the keys; null: the keys are not encrypted
 * @param clientAuth whether clients show a certificate
 * @param clientCa the certificates, in PEM, one of which must have signed a client's; null only without client certificates
 * @param provider what encrypts
 * @param check how often the server looks whether a file has changed; zero: never by itself
 */
public record TlsSettings(
        Mode mode,
        List<KeyPair> certificates,
        @Nullable Path keyPasswordFile,
        ClientAuth clientAuth,
        @Nullable Path clientCa,
        Provider provider,
        Duration check) {

    /** Whether a port speaks TLS. */
    public enum Mode {
        /** Never: what looks like TLS is the plain door's, or is hung up on. */
        NONE,
        /** If the client begins so. */
        ALLOWED,
        /** Always: a client that begins with anything else is hung up on. */
        REQUIRED
    }

    /** Whether clients show a certificate. */
    public enum ClientAuth {
        /** They are not asked. */
        NONE,
        /** They are asked; one that is shown has to be valid. */
        OPTIONAL,
        /** A client without a valid one is refused. */
        REQUIRED
    }

    /** What encrypts. */
    public enum Provider {
        /** OpenSSL where its library (netty-tcnative) is there, else the JDK. */
        AUTO,
        /** The JDK's engine. */
        JDK,
        /** OpenSSL; the server does not start without its library. */
        OPENSSL
    }

    /**
     * A certificate and its private key.
     *
     * @param certificate a file in PEM: the server's certificate, then those of the authorities between it and the root
     * @param key a file in PEM: PKCS#8, encrypted or not
     */
    public record KeyPair(Path certificate, Path key) {

        /**
         * Checks that both are there.
         *
         * @param certificate of the server, with its chain
         * @param key of the first certificate in that file
         */
        public KeyPair {
            Objects.requireNonNull(certificate);
            Objects.requireNonNull(key);
        }
    }

    private static final Duration EVERY_TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration SHORTEST_CHECK = Duration.ofMillis(1);

    /** No TLS. */
    public static final TlsSettings NONE =
            new TlsSettings(Mode.NONE, List.of(), null, ClientAuth.NONE, null, Provider.AUTO, EVERY_TEN_SECONDS);

    /**
     * Checks the values and takes a copy of the list.
     *
     * @param mode whether TLS may, or has to be spoken
     * @param certificates at least one, but with {@link Mode#NONE}
     * @param keyPasswordFile null: the keys are not encrypted
     * @param clientAuth whether clients show a certificate
     * @param clientCa null only without client certificates
     * @param provider what encrypts
     * @param check zero, or a millisecond or more
     * @throws IllegalArgumentException if certificates or the client CA are missing, or if the check is out of its range
     */
    public TlsSettings {
        Objects.requireNonNull(mode);
        certificates = List.copyOf(certificates);
        Objects.requireNonNull(clientAuth);
        Objects.requireNonNull(provider);
        zeroOrAtLeast(SHORTEST_CHECK, "check", check);
        if (mode != Mode.NONE && certificates.isEmpty()) {
            throw new IllegalArgumentException("TLS has no certificate");
        }
        if (clientAuth != ClientAuth.NONE && clientCa == null) {
            throw new IllegalArgumentException(
                    "client certificates are asked for, but there is no clientCa to check them");
        }
    }

    /**
     * TLS if the client begins so, with one certificate, without client certificates. The files are looked at every 10 seconds.
     *
     * @param certificate as in {@link KeyPair}
     * @param key as in {@link KeyPair}
     * @return what a port needs to speak TLS
     */
    public static TlsSettings of(Path certificate, Path key) {
        return new TlsSettings(
                Mode.ALLOWED,
                List.of(new KeyPair(certificate, key)),
                null,
                ClientAuth.NONE,
                null,
                Provider.AUTO,
                EVERY_TEN_SECONDS);
    }

    /**
     * The same in another mode.
     *
     * @param other in place of the one before
     * @return a copy
     */
    public TlsSettings with(Mode other) {
        return new TlsSettings(other, certificates, keyPasswordFile, clientAuth, clientCa, provider, check);
    }

    /**
     * The same with another certificate behind those before, for clients that ask for one of its names.
     *
     * @param certificate as in {@link KeyPair}
     * @param key as in {@link KeyPair}
     * @return a copy
     */
    public TlsSettings and(Path certificate, Path key) {
        List<KeyPair> more = new ArrayList<>(certificates);
        more.add(new KeyPair(certificate, key));
        return new TlsSettings(mode, more, keyPasswordFile, clientAuth, clientCa, provider, check);
    }

    /**
     * The same with encrypted keys.
     *
     * @param file its first line decrypts each key that is encrypted
     * @return a copy
     */
    public TlsSettings withKeyPasswordFile(Path file) {
        return new TlsSettings(mode, certificates, file, clientAuth, clientCa, provider, check);
    }

    /**
     * The same with client certificates.
     *
     * @param asked whether clients show one
     * @param ca the certificates, in PEM, one of which must have signed it
     * @return a copy
     */
    public TlsSettings withClientAuth(ClientAuth asked, Path ca) {
        return new TlsSettings(mode, certificates, keyPasswordFile, asked, ca, provider, check);
    }

    /**
     * The same with another provider.
     *
     * @param other in place of the one before
     * @return a copy
     */
    public TlsSettings with(Provider other) {
        return new TlsSettings(mode, certificates, keyPasswordFile, clientAuth, clientCa, other, check);
    }

    /**
     * The same with another time between two looks at the files.
     *
     * @param time zero: the server does not look by itself
     * @return a copy
     */
    public TlsSettings withCheck(Duration time) {
        return new TlsSettings(mode, certificates, keyPasswordFile, clientAuth, clientCa, provider, time);
    }
}
