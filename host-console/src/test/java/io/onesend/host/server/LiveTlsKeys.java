package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The keys that name the files of TLS. The host begins with those in the folder {@code old}. */
final class LiveTlsKeys {

    private static final String PASSWORD = "of the key";
    private static final String PBE = "PBEWithSHA1AndDESede";

    static final List<String> BASE = List.of(
            "network.tls.mode=allowed",
            "network.tls.certificate=old/certificate.pem",
            "network.tls.key=old/key.pem",
            "network.tls.client-auth=optional",
            "network.tls.client-ca=old/certificate.pem",
            "network.tls.check=0");

    static final List<LiveKey> ALL = List.of(
            LiveKey.of(
                    "network.tls.certificate",
                    "new/certificate.pem",
                    LiveTlsKeys::theOtherCertificateIsShown,
                    "network.tls.key=new/key.pem"),
            LiveKey.of(
                    "network.tls.key",
                    "new/key.pem",
                    LiveTlsKeys::theOtherCertificateIsShown,
                    "network.tls.certificate=new/certificate.pem"),
            LiveKey.of(
                    "network.tls.key-password-file",
                    "new/password",
                    LiveTlsKeys::theOtherCertificateIsShown,
                    "network.tls.certificate=new/certificate.pem",
                    "network.tls.key=new/encrypted.pem"),
            LiveKey.of("network.tls.client-ca", "new/certificate.pem", LiveTlsKeys::theOtherAuthorityIsAskedFor));

    private LiveTlsKeys() {}

    /** Makes the files that the keys name. */
    static void write(Path folder) throws IOException, GeneralSecurityException {
        for (String each : List.of("old", "new")) {
            assertThat(new TestContext(folder).run("tls", "self-signed", "--dir", each, "--name", each + ".example"))
                    .isZero();
        }
        Path files = folder.resolve("new");
        String pem = Files.readString(files.resolve("key.pem"));
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        String encrypted = Base64.getMimeEncoder().encodeToString(encrypt(key));
        Files.writeString(
                files.resolve("encrypted.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + encrypted + "\n-----END ENCRYPTED PRIVATE KEY-----\n");
        Files.writeString(files.resolve("password"), PASSWORD + "\n");
    }

    private static byte[] encrypt(byte[] key) throws GeneralSecurityException, IOException {
        Cipher cipher = Cipher.getInstance(PBE);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(PBE).generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
        return new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key)).getEncoded();
    }

    private static X509Certificate theNew(LiveHost host) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(host.folder().resolve("new/certificate.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    private static void theOtherCertificateIsShown(LiveHost host) throws Exception {
        assertThat(shown(host, new Asked())).isEqualTo(theNew(host));
    }

    private static void theOtherAuthorityIsAskedFor(LiveHost host) throws Exception {
        Asked asked = new Asked();
        shown(host, asked);
        assertThat(asked.issuers).containsExactly(theNew(host).getSubjectX500Principal());
    }

    private static Certificate shown(LiveHost host, Asked asked) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(new KeyManager[] {asked}, new TrustManager[] {new TrustsAll()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        host.host().address().getAddress(),
                        host.host().address().getPort())) {
            socket.setSoTimeout((int) LiveHost.WITHIN.toMillis());
            // The client is through before the server is, so it waits for an answer.
            byte[] echo = RawPeer.packet(RawPeer.ECHO, 3);
            socket.getOutputStream().write(echo);
            assertThat(socket.getInputStream().readNBytes(echo.length)).isEqualTo(echo);
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    /** Has no certificate, and remembers whose the server wants. */
    private static final class Asked extends X509ExtendedKeyManager {
        private final Set<Principal> issuers = new CopyOnWriteArraySet<>();

        @Override
        public @Nullable String chooseClientAlias(String[] kinds, Principal[] wanted, Socket socket) {
            issuers.addAll(List.of(wanted));
            return null;
        }

        @Override
        public String[] getClientAliases(String kind, Principal[] wanted) {
            return new String[0];
        }

        @Override
        public String[] getServerAliases(String kind, Principal[] wanted) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String kind, Principal[] wanted, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
