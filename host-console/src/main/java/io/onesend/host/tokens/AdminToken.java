package io.onesend.host.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A token that opens the admin port. Only its hash is kept, so that no dump of the memory and no log line shows it. */
public final class AdminToken {

    private final String name;
    private final boolean mayChange;
    private final byte[] hash;

    private AdminToken(String name, boolean mayChange, byte[] hash) {
        this.name = name;
        this.mayChange = mayChange;
        this.hash = hash;
    }

    static AdminToken of(String name, boolean mayChange, String secret) {
        return new AdminToken(name, mayChange, hashOf(secret));
    }

    /** Who it was given to, as the log names them. */
    public String name() {
        return name;
    }

    /** Whether it allows to change something, and not only to look. */
    public boolean mayChange() {
        return mayChange;
    }

    /** Compares in a time that does not depend on where the two differ. */
    boolean has(byte[] presentedHash) {
        return MessageDigest.isEqual(hash, presentedHash);
    }

    static byte[] hashOf(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AdminToken token
                && name.equals(token.name)
                && mayChange == token.mayChange
                && Arrays.equals(hash, token.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return name + (mayChange ? " (operate)" : " (read)");
    }
}
