package io.onesend.host.load;

/**
 * Whom a dummy logs in as, and so what its account has to be.
 *
 * @param secret the password or token
 */
public record LoadUser(String id, String secret) {

    /** The one of this number among those whose ids begin with the prefix. */
    public static LoadUser of(LoadScheme scheme, String prefix, int number) {
        String id = LoadScheme.userId(prefix, number);
        return new LoadUser(id, scheme.secretOf(id, number));
    }
}
