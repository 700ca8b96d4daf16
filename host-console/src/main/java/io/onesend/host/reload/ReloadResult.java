package io.onesend.host.reload;

import io.onesend.host.config.Change;
import io.onesend.host.config.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reload has changed, or would change.
 *
 * @param dry whether nothing was changed
 * @param changes every key that differs, also those that need a restart and were left
 */
public record ReloadResult(boolean dry, List<Change> changes) {

    public ReloadResult {
        changes = List.copyOf(changes);
    }

    /** Those that hold without a restart. */
    List<Change> effective() {
        return changes.stream()
                .filter(change -> change.effect() != Effect.RESTART)
                .toList();
    }

    /** For people: a summary, and a line for each change. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(summary());
        changes.forEach(change -> lines.add("  " + change.line()));
        return lines;
    }

    String summary() {
        if (changes.isEmpty()) {
            return "the configuration has not changed, and nothing was reloaded";
        }
        int effective = effective().size();
        int left = changes.size() - effective;
        return (dry ? "would change: " : "changed: ") + effective + (left == 0 ? "" : ", need a restart: " + left);
    }
}
