package io.onesend.host.server;

import java.util.ArrayList;
import java.util.List;

/**
 * How the effect of one key is seen in a running host.
 *
 * @param settings the key's new value, and those of others that it needs
 * @param effect fails unless the value holds
 */
record LiveKey(String path, List<String> settings, Effect effect) {

    /** What is seen of a new value. */
    @FunctionalInterface
    interface Effect {
        void check(LiveHost host) throws Exception;
    }

    /** @param with other settings that the key needs */
    static LiveKey of(String path, String value, Effect effect, String... with) {
        List<String> settings = new ArrayList<>(List.of(with));
        settings.add(path + "=" + value);
        return new LiveKey(path, settings, effect);
    }

    @Override
    public String toString() {
        return path;
    }
}
