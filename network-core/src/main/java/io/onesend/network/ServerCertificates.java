package io.onesend.network;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * The certificates and keys of a port, read and checked before its server starts, so that nobody reads them twice. They come from {@link
 * NetworkServer#readCertificates}, and are given to a {@link NetworkServer#start(NetworkConfig, Logic, List, ServerCertificates) start}.
 * Only the library implements it.
 */
public interface ServerCertificates {

    /** {@return what they were read for} */
    TlsSettings settings();

    /** {@return the server's own certificate of each pair of files, in the order of the settings} */
    List<X509Certificate> certificates();

    /**
     * The first certificate with its key, for another server of the same program that speaks TLS by the JDK, such as one for HTTP.
     *
     * @return what such a server needs; it keeps this certificate when the files change
     */
    SSLContext sslContext();
}
