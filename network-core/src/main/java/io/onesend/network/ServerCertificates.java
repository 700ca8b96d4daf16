package io.onesend.network;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * The certificates and keys of a port, read and checked before its server starts, so that nobody reads them twice. They come from {@link
 * NetworkServer#readCertificates}, and are given to a {@link NetworkServer#start(NetworkConfig, Logic, List, ServerCertificates) start},
 * or to a {@link NetworkServer#reconfigure(NetworkConfig, ServerCertificates) reconfigure}. The server looks at their files from then
 * on, also if none of its ports speaks TLS. Only the library implements it.
 */
public interface ServerCertificates {

    /** {@return what they were read for} */
    TlsSettings settings();

    /** {@return the server's own certificate of each pair of files, in the order of the settings, as they were read} */
    List<X509Certificate> certificates();

    /**
     * The first certificate with its key, for another server of the same program that speaks TLS by the JDK, such as one for HTTP. Each
     * connection of that server begins with the certificate that the {@link NetworkServer} has by then: one that has replaced the
     * first in its files, or one of other files that a reconfigure named. Before the start, and after the close, it is the last one.
     *
     * @return what such a server needs; which versions and ciphers it speaks is the JDK's choice. Any thread may use it
     */
    SSLContext sslContext();
}
