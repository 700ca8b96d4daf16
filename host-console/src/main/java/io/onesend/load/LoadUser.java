package io.onesend.load;

/**
 * The user that a dummy logs in as. The account has to match.
 *
 * @param secret the password or token
 */
public record LoadUser(String id, String secret) {

    /** The user with this number among those whose ids begin with the prefix. */
    public static LoadUser of(LoadScheme scheme, String prefix, int number) {
        String id = LoadScheme.userId(prefix, number);
        return new LoadUser(id, scheme.secretOf(id, number));
    }
}
