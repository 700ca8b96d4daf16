package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyCheckTest {

    private int pagesRead;
    private int typesAsked;

    private CompletionStage<KeyScanCursor<String>> endlessPage(ScanCursor from, String... keys) {
        assertThat(from.getCursor()).isEqualTo(String.valueOf(pagesRead));
        KeyScanCursor<String> page = new KeyScanCursor<>();
        page.getKeys().addAll(List.of(keys));
        page.setCursor(String.valueOf(++pagesRead));
        return CompletableFuture.completedStage(page);
    }

    private KeyCheck check(
            Function<ScanCursor, CompletionStage<KeyScanCursor<String>>> pages, Function<String, String> types) {
        return new KeyCheck("hash", pages, key -> {
            typesAsked++;
            return CompletableFuture.completedStage(types.apply(key));
        });
    }

    @Test
    void endsWhereManyKeysAreOthers() {
        assertThat(check(this::endlessPage, key -> "hash").run().toCompletableFuture())
                .isCompletedWithValueMatching(warning -> warning.isEmpty());
        assertThat(pagesRead).isEqualTo(100);
    }

    @Test
    void endsWhereManyKeysAreOurs() {
        String[] keys = IntStream.range(0, 70).mapToObj(i -> "k" + i).toArray(String[]::new);
        assertThatThrownBy(() -> check(
                                from -> endlessPage(from, pagesRead == 0 ? keys : otherNamesOf(keys)), key -> "list")
                        .run()
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("100 of 100 account keys");
        assertThat(pagesRead).isEqualTo(2);
        assertThat(typesAsked).isEqualTo(100);
    }

    private static String[] otherNamesOf(String[] keys) {
        return List.of(keys).stream().map(key -> "other-" + key).toArray(String[]::new);
    }

    @Test
    void leavesOutWhatIsGoneMeanwhile() {
        assertThat(check(from -> endlessPage(from, "gone" + pagesRead, "kim", "lee"), KeyCheckTest::typeOfMostlyGone)
                        .run()
                        .toCompletableFuture()
                        .join())
                .hasValueSatisfying(warning -> assertThat(warning).startsWith("1 of 2 account keys"));
    }

    private static String typeOfMostlyGone(String key) {
        return switch (key) {
            case "kim" -> "hash";
            case "lee" -> "zset";
            default -> "none";
        };
    }

    @Test
    void shortensALongKey() {
        String longKey = "👩".repeat(100);
        assertThatThrownBy(() -> check(from -> endlessPage(from, longKey), key -> "set")
                        .run()
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining(": " + "👩".repeat(80) + "… is a set");
    }
}
