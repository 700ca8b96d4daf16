package io.onesend.chat;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Accounts in maps. It answers at once, or when told to, or not at all: what is asked is looked up when it is answered. */
public final class FakeAccountStore implements AccountStore {

    public final Map<String, String> hashes = new HashMap<>();
    public final Map<String, String> tokens = new HashMap<>();
    public final Map<String, String> plaintext = new HashMap<>();

    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private boolean down;
    private int asked;

    /** From now on nothing is answered until {@link #answerNext}. */
    public void hold() {
        holding = true;
    }

    public void answerNext() {
        held.remove().run();
    }

    public int waiting() {
        return held.size();
    }

    /** From now on every answer is a failure. */
    public void goDown() {
        down = true;
    }

    public void comeBack() {
        down = false;
    }

    public int asked() {
        return asked;
    }

    private <T> CompletionStage<T> ask(Supplier<T> answer) {
        asked++;
        CompletableFuture<T> stage = new CompletableFuture<>();
        Runnable answering = () -> {
            if (down) {
                stage.completeExceptionally(new AccountStoreException("down, for the test"));
            } else {
                stage.complete(answer.get());
            }
        };
        if (holding) {
            held.add(answering);
        } else {
            answering.run();
        }
        return stage;
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
    public CompletionStage<Boolean> replacePasswordHash(String userId, String phc) {
        return ask(() -> hashes.replace(userId, phc) != null);
    }

    @Override
    public CompletionStage<Boolean> remove(String userId) {
        return ask(() -> hashes.remove(userId) != null);
    }

    @Override
    public CompletionStage<List<String>> userIds() {
        return ask(() -> List.copyOf(new TreeSet<>(hashes.keySet())));
    }

    @Override
    public CompletionStage<Optional<String>> token(String userId) {
        return ask(() -> Optional.ofNullable(tokens.get(userId)));
    }

    @Override
    public CompletionStage<Optional<String>> takeToken(String userId) {
        return ask(() -> Optional.ofNullable(tokens.remove(userId)));
    }

    @Override
    public CompletionStage<Boolean> putToken(String userId, String token, Duration timeToLive) {
        return ask(() -> tokens.put(userId, token) != null);
    }

    @Override
    public CompletionStage<Optional<String>> plaintextPassword(String userId) {
        return ask(() -> Optional.ofNullable(plaintext.get(userId)));
    }

    @Override
    public CompletionStage<Boolean> addPlaintextPassword(String userId, String password) {
        return ask(() -> plaintext.putIfAbsent(userId, password) == null);
    }

    @Override
    public CompletionStage<Void> checkLogins(ChatConfig config) {
        return ask(() -> null);
    }

    @Override
    public CompletionStage<Void> checkKeys(ChatConfig config) {
        return ask(() -> null);
    }

    @Override
    public boolean isConnected() {
        return !down;
    }

    @Override
    public void close() {}
}
