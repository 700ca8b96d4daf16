package io.onesend.chat.login;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses between the native library and Java, once in a JVM. */
final class Argon2Choice {

    private static final Logger LOG = LoggerFactory.getLogger(Argon2Choice.class);

    /** The salt's and the password's bytes are ASCII; the hash is the reference implementation's. */
    private static final Argon2Cost TRIAL_COST = new Argon2Cost(Argon2Cost.NEWEST_VERSION, 64, 1, 1);

    private static final byte[] TRIAL_PASSWORD = {'t', 'r', 'i', 'a', 'l'};
    private static final byte[] TRIAL_SALT = {'s', 'o', 'm', 'e', 's', 'a', 'l', 't'};
    private static final byte[] TRIAL_HASH =
            HexFormat.of().parseHex("0a6af01c58e4b4a302855d9778bbb8cddeadfd24a25a66a1e482fc45ed0b48da");

    static final Argon2 FASTEST = choose(NativeArgon2::new, new JavaArgon2());

    private Argon2Choice() {}

    /** The native one, if it loads and computes what it should. */
    static Argon2 choose(Supplier<Argon2> nativeOne, Argon2 javaOne) {
        try {
            Argon2 loaded = nativeOne.get();
            byte[] hash = loaded.hash(TRIAL_COST, TRIAL_PASSWORD, TRIAL_SALT, TRIAL_HASH.length);
            if (Arrays.equals(hash, TRIAL_HASH)) {
                LOG.debug("passwords are hashed by the native Argon2 library");
                return loaded;
            }
            LOG.warn("the native Argon2 library computes wrong hashes; passwords are hashed in Java, which is slower");
        } catch (LinkageError | RuntimeException unusable) {
            // No library for this system, or its file must not be executed where it was unpacked.
            LOG.info(
                    "the native Argon2 library does not load; passwords are hashed in Java, which is slower: {}",
                    firstLine(unusable));
        }
        return javaOne;
    }

    /** JNA's messages list every place where it looked, a line each. */
    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
