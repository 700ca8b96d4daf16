package io.onesend.network;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a client speaks TLS 1.3 and 1.2. The server's certificate has to be valid now, signed by somebody whom the client trusts, and made
 * for the name or address that the client was given. The files are read when the client starts.
 *
 * @param ca the certificates that are trusted, in PEM: of authorities, or of servers themselves; null: the authorities that the JDK trusts
 * @param certificate what the client shows to a server that asks for one; null: nothing
 */
public record ClientTls(@Nullable Path ca, TlsSettings.@Nullable KeyPair certificate) {

    /** Trusts whom the JDK trusts, and shows no certificate. */
    public static final ClientTls DEFAULT = new ClientTls(null, null);

    /**
     * The same with trust in others.
     *
     * @param file as {@link #ca}
     * @return a copy
     */
    public ClientTls withCa(Path file) {
        return new ClientTls(file, certificate);
    }

    /**
     * The same with a certificate of the client's own.
     *
     * @param file its certificate in PEM, then those of the authorities between it and the root
     * @param key its key in PEM: PKCS#8, not encrypted
     * @return a copy
     */
    public ClientTls withCertificate(Path file, Path key) {
        return new ClientTls(ca, new TlsSettings.KeyPair(file, key));
    }
}
