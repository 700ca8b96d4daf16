package io.onesend.network.netty.door;

import io.onesend.network.NetworkException;
import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A private key in a file.
 *
 * @param file in PEM
 * @param passwordFile decrypts it; null: it is not encrypted
 */
@AnyThread
record PrivateKeyFile(Path file, @Nullable Path passwordFile) {

    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    /** What the JDK calls the scheme whose parameters name the real algorithm: by its number, or newer ones by its name. */
    private static final String PBES2_NUMBER = "1.2.840.113549.1.5.13";

    private static final String PBES2_NAME = "PBES2";

    /**
     * Reads the key.
     *
     * @param of what it has to be the other half of; whether it is, is not looked at, but for its kind
     * @throws NetworkException if there is no such key, or in another format
     */
    PrivateKey read(PublicKey of) {
        Pem block = Pem.read(file).stream()
                .filter(one -> one.label().endsWith(PLAIN))
                .findFirst()
                .orElseThrow(() -> new NetworkException(file + ": there is no private key in it"));
        return switch (block.label()) {
            case PLAIN -> decoded(new PKCS8EncodedKeySpec(block.content()), of);
            case ENCRYPTED -> decoded(decrypted(block), of);
            default ->
                throw new NetworkException(file + ": the format of its key, " + block.label()
                        + ", is not PKCS#8. This makes one that is: openssl pkcs8 -topk8 -nocrypt -in " + file
                        + " -out NEW-FILE");
        };
    }

    private PrivateKey decoded(PKCS8EncodedKeySpec key, PublicKey of) {
        try {
            return KeyFactory.getInstance(of.getAlgorithm()).generatePrivate(key);
        } catch (GeneralSecurityException malformed) {
            throw new NetworkException(
                    file + ": its key is not one of the certificate's kind, which is " + of.getAlgorithm(), malformed);
        }
    }

    private PKCS8EncodedKeySpec decrypted(Pem block) {
        if (passwordFile == null) {
            throw new NetworkException(file + ": its key is encrypted, and no file with its password is set");
        }
        String text = Pem.textOf(passwordFile);
        char[] password = text.lines().findFirst().orElse("").toCharArray();
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(block.content());
            String scheme = schemeOf(info);
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(password)),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (NoSuchAlgorithmException unknown) {
            throw new NetworkException(file + ": its key is encrypted in a way that this Java does not know", unknown);
        } catch (IOException malformed) {
            throw new NetworkException(file + ": the encrypted key in it is malformed", malformed);
        } catch (GeneralSecurityException undecipherable) {
            throw new NetworkException(
                    file + ": its key cannot be decrypted with the password in " + passwordFile
                            + ": the password is wrong, or the key is damaged",
                    undecipherable);
        } finally {
            Arrays.fill(password, ' ');
        }
    }

    private static String schemeOf(EncryptedPrivateKeyInfo info) {
        String name = info.getAlgName();
        AlgorithmParameters parameters = info.getAlgParameters();
        boolean inParameters = name.equals(PBES2_NUMBER) || name.equals(PBES2_NAME);
        return inParameters && parameters != null ? parameters.toString() : name;
    }
}
