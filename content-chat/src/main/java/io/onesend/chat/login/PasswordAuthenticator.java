package io.onesend.chat.login;

import io.onesend.network.logic.AnyThread;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Compares with an Argon2id hash, and registers an unknown user if it is told to. */
@AnyThread
final class PasswordAuthenticator implements Authenticator {

    private final AccountStore accounts;
    private final PasswordThreads passwords;
    private final boolean autoRegister;

    /** Verified in place of a hash that is missing: an unknown user must cost what a wrong password costs. */
    private final String decoy;

    PasswordAuthenticator(AccountStore accounts, PasswordThreads passwords, boolean autoRegister) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.autoRegister = autoRegister;
        decoy = passwords.decoy();
    }

    @Override
    public CompletionStage<Boolean> check(Credentials credentials) {
        return accounts.passwordHash(credentials.userId()).thenCompose(stored -> {
            String password = credentials.password();
            return stored.isEmpty() && autoRegister && password != null
                    ? register(credentials, password)
                    : verify(credentials, stored);
        });
    }

    private CompletionStage<Boolean> verify(Credentials credentials, Optional<String> stored) {
        String password = credentials.password();
        boolean canBeRight = stored.isPresent() && password != null;
        return passwords
                .verify(password == null ? "" : password, stored.orElse(decoy), credentials.wanted())
                .thenApply(right -> right && canBeRight);
    }

    private CompletionStage<Boolean> register(Credentials credentials, String password) {
        return passwords
                .hash(password, credentials.wanted())
                .thenCompose(phc -> accounts.addPasswordHash(credentials.userId(), phc))
                .thenCompose(added -> added ? CompletableFuture.completedStage(true) : verifyAsStored(credentials));
    }

    /** Another session registered this id in the meantime; its password counts. */
    private CompletionStage<Boolean> verifyAsStored(Credentials credentials) {
        return accounts.passwordHash(credentials.userId()).thenCompose(stored -> verify(credentials, stored));
    }
}
