package io.onesend.host.command.tls;

import io.onesend.host.process.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A key and the certificate that it has signed for itself. The {@code keytool} that comes with each Java makes them, because the JDK
 * has no API for that, and a library that has one would add 2 MiB to the jar for this command alone.
 */
record SelfSigned(PrivateKey key, X509Certificate certificate) {

    private static final String ALIAS = "onesend";

    /** A keytool that takes longer hangs: it needs a second. */
    private static final int SECONDS = 60;

    private static final int PASSWORD_BYTES = 24;

    /**
     * Makes a new pair.
     *
     * @param names of hosts, and IP addresses; the first is the subject
     * @throws CommandFailedException if keytool is not there, or if it refuses a name
     */
    static SelfSigned make(List<String> names, int days) {
        names.forEach(SelfSigned::check);
        try {
            Path folder = Files.createTempDirectory("onesend-tls");
            Path store = folder.resolve("store.p12");
            Path output = folder.resolve("output");
            try {
                String password = newPassword();
                run(command(store, names, days), password, output);
                return read(store, password.toCharArray());
            } finally {
                Files.deleteIfExists(store);
                Files.deleteIfExists(output);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new CommandFailedException("cannot make a certificate: " + failed.getMessage());
        }
    }

    /** What keytool would take for the end of a name. */
    private static void check(String name) {
        if (!name.matches("[A-Za-z0-9._:-]+")) {
            throw new CommandFailedException(
                    "'" + name + "' is neither the name of a host nor an IP address: write chat.example or 10.0.0.9");
        }
    }

    private static List<String> command(Path store, List<String> names, int days) {
        String alternatives = names.stream()
                .map(name -> (isAddress(name) ? "ip:" : "dns:") + name)
                .collect(Collectors.joining(","));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-dname",
                "CN=" + names.get(0),
                "-validity",
                String.valueOf(days),
                "-ext",
                "BasicConstraints:critical=ca:false",
                "-ext",
                "KeyUsage:critical=digitalSignature",
                "-ext",
                "ExtendedKeyUsage=serverAuth",
                "-ext",
                "SubjectAlternativeName=" + alternatives,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                // An argument could be read by every process of this machine.
                "-storepass:env",
                "ONESEND_STORE_PASSWORD");
    }

    private static boolean isAddress(String name) {
        return name.contains(":") || name.matches("[0-9.]+");
    }

    private static void run(List<String> command, String password, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("ONESEND_STORE_PASSWORD", password);
        Process process = start(builder);
        process.getOutputStream().close();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool does not end");
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(output).strip());
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new CommandFailedException(
                    "this Java has no keytool (" + missing.getMessage() + "); openssl does the same:"
                            + " openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj /CN=localhost"
                            + " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out certificate.pem");
        }
    }

    private static SelfSigned read(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return new SelfSigned(
                (PrivateKey) store.getKey(ALIAS, password), (X509Certificate) store.getCertificate(ALIAS));
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    byte[] encodedCertificate() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
