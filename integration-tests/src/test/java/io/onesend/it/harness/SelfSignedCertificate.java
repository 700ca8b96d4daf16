package io.onesend.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that the jar has made for trying out, and its key. */
public record SelfSignedCertificate(Path folder) {

    /** Makes one for localhost, 127.0.0.1, ::1 and these names. */
    public static SelfSignedCertificate make(Path folder, String... names) {
        List<String> arguments = new ArrayList<>(List.of("tls", "self-signed", "--dir", folder.toString()));
        for (String name : names) {
            arguments.addAll(List.of("--name", name));
        }
        Jar.run(folder, "", arguments.toArray(String[]::new)).expect(0);
        return new SelfSignedCertificate(folder);
    }

    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    public Path key() {
        return folder.resolve("key.pem");
    }

    /** As settings of a server that may be spoken to with TLS. */
    public String[] settings() {
        return new String[] {
            "network.tls.mode=allowed", "network.tls.certificate=" + certificate(), "network.tls.key=" + key()
        };
    }

    /** Encrypts the key in its file, by the strongest scheme that Java 17 can write the number of. */
    public void encryptKey(String password) {
        String scheme = "PBEWithSHA1AndDESede";
        try {
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(password.toCharArray())));
            byte[] encrypted = cipher.doFinal(Base64.getDecoder().decode(keyText()));
            byte[] der = new EncryptedPrivateKeyInfo(cipher.getParameters(), encrypted).getEncoded();
            Files.writeString(
                    key(),
                    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(der)
                            + "\n-----END ENCRYPTED PRIVATE KEY-----\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The key in its file, in base64 without the ends of lines. */
    public String keyText() {
        try {
            return Files.readString(key()).replaceAll("-----.*?-----|\\s", "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What a client needs that trusts this certificate and no other. */
    public SSLContext trusting() {
        try (InputStream in = Files.newInputStream(certificate())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
