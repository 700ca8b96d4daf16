package io.onesend.chat.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.network.log.LogText;
import io.onesend.network.logic.AnyThread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds keys that no login can read: keys of accounts that have another type than a login asks for, as another program's keys
 * have under the same prefix. It looks at a sample, so a large Redis costs a start no more than a small one.
 */
@AnyThread
final class KeyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);

    /** Enough to tell a wrong prefix from a wrong key. */
    private static final int MAX_KEYS = 100;

    /** Each page looks through about 1,000 keys. Redis takes some 30 ms for these pages, if none of its keys are ours. */
    private static final int MAX_PAGES = 100;

    private static final int SHOWN_OF_A_KEY = 80;

    private final String neededType;
    private final Function<ScanCursor, CompletionStage<KeyScanCursor<String>>> pages;
    private final Function<String, CompletionStage<String>> types;

    /**
     * @param pages the keys of the accounts, a page of a SCAN
     * @param types the type of a key, by Redis's name for it
     */
    KeyCheck(
            String neededType,
            Function<ScanCursor, CompletionStage<KeyScanCursor<String>>> pages,
            Function<String, CompletionStage<String>> types) {
        this.neededType = neededType;
        this.pages = pages;
        this.types = types;
    }

    /** Completes with a warning if some of the keys cannot be used, and exceptionally only if none of them can. */
    CompletionStage<Optional<String>> run() {
        return keys(ScanCursor.INITIAL, 1, new ArrayList<>())
                .thenCompose(this::typesOf)
                .exceptionally(KeyCheck::skipped)
                .thenApply(this::judge);
    }

    private CompletionStage<List<String>> keys(ScanCursor from, int page, List<String> found) {
        return pages.apply(from).thenCompose(next -> {
            found.addAll(next.getKeys());
            return next.isFinished() || found.size() >= MAX_KEYS || page == MAX_PAGES
                    ? CompletableFuture.completedStage(found)
                    : keys(next, page + 1, found);
        });
    }

    private CompletionStage<Map<String, String>> typesOf(List<String> keys) {
        Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();
        keys.stream()
                .limit(MAX_KEYS)
                .forEach(key -> asked.put(key, types.apply(key).toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> {
                    Map<String, String> answers = new LinkedHashMap<>();
                    asked.forEach((key, answer) -> answers.put(key, answer.join()));
                    // What a key has that is gone meanwhile.
                    answers.values().removeIf("none"::equals);
                    return answers;
                });
    }

    /** No login needs the right to SCAN or TYPE, and what a login needs has been asked already. */
    private static Map<String, String> skipped(Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        LOG.debug("the types of the account keys were not checked: {}", cause.getMessage());
        return Map.of();
    }

    private Optional<String> judge(Map<String, String> typeOf) {
        List<String> misfits = typeOf.keySet().stream()
                .filter(key -> !neededType.equals(typeOf.get(key)))
                .toList();
        if (misfits.isEmpty()) {
            return Optional.empty();
        }
        String example = misfits.get(0);
        String finding =
                misfits.size() + " of " + typeOf.size() + " account keys looked at cannot be used for a login: "
                        + shown(example) + " is a " + typeOf.get(example) + ", and a login reads a " + neededType;
        if (misfits.size() == typeOf.size()) {
            throw new AccountStoreException(
                    finding + "; if another program uses this prefix, set redis.key-prefix to another");
        }
        return Optional.of(finding);
    }

    private static String shown(String key) {
        return LogText.escape(
                key.codePointCount(0, key.length()) <= SHOWN_OF_A_KEY
                        ? key
                        : key.substring(0, key.offsetByCodePoints(0, SHOWN_OF_A_KEY)) + "…");
    }
}
