package io.onesend.chat.login;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Argon2id hash as it is stored, in PHC form: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Immutable. */
public final class PhcHash {

    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$(?:v=(\\d{1,18})\\$)?"
            + "m=(\\d{1,18}),t=(\\d{1,18}),p=(\\d{1,18})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final int MAX_CHARS = 512;

    /** The least that Argon2 takes. */
    private static final int LEAST_SALT_BYTES = 8;

    /** A shorter hash could be guessed. */
    private static final int LEAST_HASH_BYTES = 12;

    private static final String VERSION_WHERE_NONE_IS_NAMED = "16";

    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    PhcHash(Argon2Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * Reads a stored hash, and computes nothing.
     *
     * @throws UnusableHashException if it is not of this form, or its cost is over a bound
     */
    public static PhcHash parse(String text) throws UnusableHashException {
        if (text.length() > MAX_CHARS) {
            throw new UnusableHashException("it is longer than " + MAX_CHARS + " characters");
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new UnusableHashException("it is no Argon2id hash in PHC form");
        }
        String version = matcher.group(1) == null ? VERSION_WHERE_NONE_IS_NAMED : matcher.group(1);
        Argon2Cost cost = Argon2Cost.checked(
                Long.parseLong(version),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)));
        return new PhcHash(
                cost,
                decoded("salt", matcher.group(5), LEAST_SALT_BYTES),
                decoded("hash", matcher.group(6), LEAST_HASH_BYTES));
    }

    private static byte[] decoded(String name, String base64, int least) throws UnusableHashException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new UnusableHashException("its " + name + " is not Base64");
        }
        if (bytes.length < least) {
            throw new UnusableHashException("its " + name + " is shorter than " + least + " bytes");
        }
        return bytes;
    }

    Argon2Cost cost() {
        return cost;
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }

    /** In PHC form. */
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$" + cost + '$' + base64.encodeToString(salt) + '$' + base64.encodeToString(hash);
    }
}
