package io.onesend.load.seed;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Keeps accounts in maps and answers at once; fails from a given answer on. Nobody logs in with them here. */
final class FakeStore implements AccountStore {

    final Map<String, String> hashes = new ConcurrentSkipListMap<>();
    final Map<String, String> tokens = new TreeMap<>();
    final Map<String, String> plaintext = new TreeMap<>();
    Duration timeToLive = Duration.ZERO;

    private int answersLeft = Integer.MAX_VALUE;

    void failAfter(int answers) {
        answersLeft = answers;
    }

    private synchronized <T> CompletionStage<T> ask(Supplier<T> answer) {
        return --answersLeft < 0
                ? CompletableFuture.failedStage(new AccountStoreException("Redis does not answer: Command timed out"))
                : CompletableFuture.completedStage(answer.get());
    }

    @Override
    public CompletionStage<Optional<String>> passwordHash(String userId) {
        return ask(() -> Optional.ofNullable(hashes.get(userId)));
    }

    @Override
    public CompletionStage<Boolean> addPasswordHash(String userId, String phc) {
        return ask(() -> hashes.putIfAbsent(userId, phc) == null);
    }

    @Override
    public CompletionStage<Boolean> putToken(String userId, String token, Duration newTimeToLive) {
        return ask(() -> {
            timeToLive = newTimeToLive;
            return tokens.put(userId, token) != null;
        });
    }

    @Override
    public CompletionStage<Boolean> addPlaintextPassword(String userId, String password) {
        return ask(() -> plaintext.putIfAbsent(userId, password) == null);
    }

    @Override
    public CompletionStage<Boolean> replacePasswordHash(String userId, String phc) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> remove(String userId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<String>> userIds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<String>> token(String userId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<String>> takeToken(String userId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<String>> plaintextPassword(String userId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> checkLogins(ChatConfig config) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> checkKeys(ChatConfig config) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void close() {}
}
