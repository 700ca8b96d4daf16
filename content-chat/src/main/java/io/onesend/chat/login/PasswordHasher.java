package io.onesend.chat.login;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Argon2id, in PHC form. Made to be slow: some 40 ms of a core and 19 MiB for each call, so never on the logic thread.
 * Any number of threads may use one hasher.
 */
public final class PasswordHasher {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordHasher.class);

    /**
     * The least that OWASP's password storage cheat sheet recommends for Argon2id: 19 MiB, two passes, one lane. More would
     * let whoever asks for logins buy more of our time for a packet; a hash says its own parameters, so they can grow.
     */
    private static final int MEMORY_KIB = 19_456;

    /** What one call takes of the heap while it lasts. */
    static final long BYTES_A_HASH = MEMORY_KIB * 1_024L;

    private static final int ITERATIONS = 2;
    private static final int LANES = 1;

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Argon2Function argon2;
    private final int memoryKib;
    private final int iterations;

    public PasswordHasher() {
        this(MEMORY_KIB, ITERATIONS);
    }

    PasswordHasher(int memoryKib, int iterations) {
        this.memoryKib = memoryKib;
        this.iterations = iterations;
        argon2 = Argon2Function.getInstance(memoryKib, iterations, LANES, HASH_BYTES, Argon2.ID);
    }

    /** Hashes with a salt of its own. */
    public String hash(String password) {
        // A salt from here, and parameters given: the library looks for a properties file, and warns, for what it is
        // not told.
        return argon2.hash(password.getBytes(StandardCharsets.UTF_8), randomBytes(SALT_BYTES))
                .getResult();
    }

    /**
     * What looks like a hash of ours and is none: random bytes, which no password is known to give. To verify against it costs
     * what any other does; to make it costs nothing.
     */
    public String decoy() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=" + Argon2Function.ARGON2_VERSION_13 + "$m=" + memoryKib + ",t=" + iterations + ",p="
                + LANES
                + '$' + base64.encodeToString(randomBytes(SALT_BYTES)) + '$'
                + base64.encodeToString(randomBytes(HASH_BYTES));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Whether this hash was made of this password, with the parameters that the hash names; false if it is malformed. */
    public boolean verify(String password, String phc) {
        if (!phc.startsWith("$argon2id$")) {
            LOG.warn("a stored password hash is not of Argon2id; its user cannot log in");
            return false;
        }
        try {
            return Argon2Function.getInstanceFromHash(phc)
                    .check(password.getBytes(StandardCharsets.UTF_8), phc.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException malformed) {
            // Several types, by where in the text it is broken. Their messages may quote the hash.
            LOG.warn(
                    "a stored password hash is malformed ({}); its user cannot log in",
                    malformed.getClass().getName());
            return false;
        }
    }
}
