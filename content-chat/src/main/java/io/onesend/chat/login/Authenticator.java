package io.onesend.chat.login;

import io.onesend.chat.config.ChatConfig;
import java.util.concurrent.CompletionStage;

/** Finds out whether a login's credentials are right; one for each {@link ChatConfig.LoginMode}. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Checks without waiting. The stage completes on any thread. An unknown user and a wrong password both give false, after the
     * same work; a check that could not be made completes exceptionally.
     */
    CompletionStage<Boolean> check(Credentials credentials);

    /** Whether credentials work once: a login that nothing else refuses then has to {@link #useUp} them. */
    default boolean usesUp() {
        return false;
    }

    /** Takes the credentials away, without waiting. Completes like {@link #check}, and with false if they are gone meanwhile. */
    default CompletionStage<Boolean> useUp(Credentials credentials) {
        throw new UnsupportedOperationException("these credentials stay");
    }

    /** The authenticator for a configuration. */
    static Authenticator of(ChatConfig config, AccountStore accounts, PasswordThreads passwords) {
        return switch (config.login()) {
            case PASSWORD -> new PasswordAuthenticator(accounts, passwords, config.autoRegister());
            case TOKEN -> new TokenAuthenticator(accounts);
            case PLAINTEXT ->
                credentials -> accounts.plaintextPassword(credentials.userId())
                        .thenApply(password ->
                                password.filter(credentials::passwordIs).isPresent());
        };
    }
}
