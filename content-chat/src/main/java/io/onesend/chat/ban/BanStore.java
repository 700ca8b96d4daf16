package io.onesend.chat.ban;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps bans for all hosts, as texts under texts. Each stage completes on a thread of the store's, exceptionally when the store is down
 * or late; none stays open for longer than the store's time-out. Any thread.
 */
public interface BanStore {

    /**
     * What a change has made of the version. Who knew the one before knows the bans after it without reading them.
     *
     * @param before empty: there were no bans yet
     */
    record Versions(Optional<String> before, String after) {}

    /** Changes with each change of the bans; empty: there were none yet. */
    CompletionStage<Optional<String>> version();

    /** All bans. */
    CompletionStage<Map<String, String>> all();

    /** Adds a ban, or replaces it. */
    CompletionStage<Versions> put(String field, String value);

    /** Removes a ban, if it is there. */
    CompletionStage<Versions> remove(String field);

    /** Removes a ban that is over, unless it has been replaced. */
    CompletionStage<Void> removeOver(String field, String value);
}
