package io.onesend.chat.login;

import io.onesend.network.logic.AnyThread;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Makes and verifies hashes of passwords. Made to be slow: some 20 ms of a core and 19 MiB for each call, so never on the logic
 * thread.
 */
@AnyThread
public final class PasswordHasher {

    /** The memory that one call takes while it runs. */
    static final long BYTES_A_HASH = Argon2Cost.OURS.memoryKib() * 1_024L;

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Argon2Cost cost;

    public PasswordHasher() {
        this(Argon2Cost.OURS);
    }

    PasswordHasher(Argon2Cost cost) {
        this.cost = cost;
    }

    /** Hashes a password with a new salt; returns the PHC form. */
    public String hash(String password) {
        byte[] salt = randomBytes(SALT_BYTES);
        return new PhcHash(cost, salt, compute(password, cost, salt, HASH_BYTES)).toString();
    }

    /**
     * A stand-in for a hash: random bytes that no password is known to give. Verifying against it costs as much as against any
     * other hash; making it costs nothing.
     */
    public PhcHash decoy() {
        return new PhcHash(cost, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
    }

    /** Whether this hash was made of this password, with the parameters that the hash names. */
    public boolean verify(String password, PhcHash stored) {
        return MessageDigest.isEqual(
                stored.hash(), compute(password, stored.cost(), stored.salt(), stored.hash().length));
    }

    private static byte[] compute(String password, Argon2Cost cost, byte[] salt, int length) {
        return Argon2.fastest().hash(cost, password.getBytes(StandardCharsets.UTF_8), salt, length);
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
