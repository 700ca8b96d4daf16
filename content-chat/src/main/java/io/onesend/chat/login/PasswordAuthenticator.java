package io.onesend.chat.login;

import io.onesend.network.logic.AnyThread;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares with an Argon2id hash, and registers an unknown user if it is told to. */
@AnyThread
final class PasswordAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordAuthenticator.class);

    private final AccountStore accounts;
    private final PasswordThreads passwords;
    private final boolean autoRegister;
    private final SparseWarning unusable = new SparseWarning(LOG, System::nanoTime, "stored password hashes refused");

    /** Verified in place of a hash that is missing or unusable: each must cost what a wrong password costs. */
    private final PhcHash decoy;

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
        Optional<PhcHash> usable = stored.flatMap(phc -> read(credentials.userId(), phc));
        boolean canBeRight = usable.isPresent() && password != null;
        return passwords
                .verify(password == null ? "" : password, usable.orElse(decoy), credentials.wanted())
                .thenApply(right -> right && canBeRight);
    }

    private Optional<PhcHash> read(String userId, String phc) {
        try {
            return Optional.of(PhcHash.parse(phc));
        } catch (UnusableHashException refused) {
            unusable.add("user '" + userId + "' cannot log in: " + refused.getMessage());
            return Optional.empty();
        }
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
