package io.onesend.chat.login;

import io.onesend.chat.ban.BanStore;
import io.onesend.chat.config.ChatConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where accounts are kept, asked without waiting: a method returns at once, and its stage completes on a thread of the
 * store's (or on the caller's, when it fails at once), exceptionally with an {@link AccountStoreException} when the store
 * is down or late. No stage stays open longer than the store's time-out. Any thread.
 */
public interface AccountStore extends AutoCloseable {

    /** The Argon2id hash of a user's password, in PHC form. */
    CompletionStage<Optional<String>> passwordHash(String userId);

    /** Adds a user; false: there is one of this id already, and nothing has changed. */
    CompletionStage<Boolean> addPasswordHash(String userId, String phc);

    /** Changes a user's password; false: there is no user of this id, and there still is none. */
    CompletionStage<Boolean> replacePasswordHash(String userId, String phc);

    /** Removes a user; false: there was none. */
    CompletionStage<Boolean> remove(String userId);

    /** The ids of all users with a password, sorted. */
    CompletionStage<List<String>> userIds();

    /** A user's token, which stays. */
    CompletionStage<Optional<String>> token(String userId);

    /** Takes a user's token out of the store. Of two callers at the same time, one gets it. */
    CompletionStage<Optional<String>> takeToken(String userId);

    /** Gives a user a token; true: in place of an earlier one. A time to live of zero: until it is taken. */
    CompletionStage<Boolean> putToken(String userId, String token, Duration timeToLive);

    /** The password itself, as the course's server keeps it. */
    CompletionStage<Optional<String>> plaintextPassword(String userId);

    /**
     * Adds a user whose password is kept as it is; false: a key of this id exists already, of whatever type, and nothing has
     * changed.
     */
    CompletionStage<Boolean> addPlaintextPassword(String userId, String password);

    /** Completes if logins can be checked now; an exception's message says why they cannot. Changes nothing. */
    CompletionStage<Void> checkLogins(ChatConfig config);

    /**
     * Looks at a sample of the keys that logins read, for keys of a type that no login can read. Fails if all of the sample are
     * such keys, and logs a warning if some are. A store that does not let its keys be looked at passes.
     */
    CompletionStage<Void> checkKeys(ChatConfig config);

    /** Where bans are kept for all who share these accounts; empty: nowhere. */
    default Optional<BanStore> bans() {
        return Optional.empty();
    }

    /** What the clock of the store says; empty: it has none of its own. */
    default CompletionStage<Optional<Instant>> time() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    /** Whether there is a connection at this moment; cheap, for a readiness check. */
    boolean isConnected();

    /** Ends every thread of the store's; stages still open may complete exceptionally. Idempotent. */
    @Override
    void close();
}
