package io.onesend.chat.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that a login gives, to be checked.
 *
 * @param password the password or token; null if it was not UTF-8, which equals no password
 * @param wanted whether somebody still waits for the answer; asked on any thread
 */
public record Credentials(String userId, @Nullable String password, BooleanSupplier wanted) {

    /** Takes the normal form of RFC 8265: keyboards and systems differ in the form that they produce. */
    public Credentials {
        password = password == null ? null : normalize(password);
    }

    /** Compares with what is expected in a time that does not depend on how much of it is right. */
    boolean passwordIs(String expected) {
        return password != null
                && MessageDigest.isEqual(
                        password.getBytes(StandardCharsets.UTF_8),
                        normalize(expected).getBytes(StandardCharsets.UTF_8));
    }

    private static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
