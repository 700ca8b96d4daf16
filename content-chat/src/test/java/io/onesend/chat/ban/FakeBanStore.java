package io.onesend.chat.ban;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Bans in a map, which several hosts may share. It answers at once, or fails while it is down. */
final class FakeBanStore implements BanStore {

    final Map<String, String> kept = new HashMap<>();
    boolean isDown;
    int readings;

    private int changes;

    @Override
    public CompletionStage<Optional<String>> version() {
        return answer(this::current);
    }

    private Optional<String> current() {
        return changes == 0 ? Optional.empty() : Optional.of("v" + changes);
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        readings++;
        return answer(() -> Map.copyOf(kept));
    }

    @Override
    public CompletionStage<Versions> put(String field, String value) {
        return change(() -> kept.put(field, value));
    }

    @Override
    public CompletionStage<Versions> remove(String field) {
        return change(() -> kept.remove(field));
    }

    @Override
    public CompletionStage<Void> removeOver(String field, String value) {
        return change(() -> kept.remove(field, value)).thenAccept(versions -> {});
    }

    private CompletionStage<Versions> change(Runnable change) {
        return answer(() -> {
            Optional<String> before = current();
            change.run();
            changes++;
            return new Versions(before, "v" + changes);
        });
    }

    private <T> CompletionStage<T> answer(Supplier<T> value) {
        return isDown
                ? CompletableFuture.failedStage(new IllegalStateException("down, for the test"))
                : CompletableFuture.completedStage(value.get());
    }
}
