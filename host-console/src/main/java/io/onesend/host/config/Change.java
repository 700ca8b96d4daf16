package io.onesend.host.config;

/**
 * A key whose value in the sources is no longer the one in effect. Secrets are masked.
 *
 * @param before the value in effect
 * @param after the value that was read
 * @param origin where that one was written
 */
public record Change(String key, String before, String after, String origin, Effect effect) {

    static <T> Change of(Setting<T> before, Setting<T> after) {
        return new Change(before.key().path(), shown(before), shown(after), after.origin(), Effects.of(before.key()));
    }

    private static String shown(Setting<?> setting) {
        String text = setting.masked();
        return text.isEmpty() ? "\"\"" : text;
    }

    /** For people, on one line. */
    public String line() {
        String when = switch (effect) {
            case LIVE -> "";
            case NEW_SESSIONS -> ", for new sessions";
            case RESTART -> ", needs a restart";
        };
        return key + ": " + before + " → " + after + " (" + origin + when + ")";
    }
}
