package io.onesend.host.config;

/**
 * A key's value and where it came from.
 *
 * @param origin {@code default}, {@code config/server.yaml:12}, a variable's name, or {@code --set}
 */
public record Setting<T>(Key<T> key, T value, String origin) {

    public static final String DEFAULT = "default";

    static <T> Setting<T> byDefault(Key<T> key) {
        return new Setting<>(key, key.defaultValue(), DEFAULT);
    }

    static <T> Setting<T> parse(Key<T> key, String text, String origin) throws InvalidValueException {
        if (text.isEmpty() && !key.type().mayBeEmpty()) {
            throw new InvalidValueException("has no value");
        }
        return new Setting<>(key, key.type().parse(text), origin);
    }

    String masked() {
        return key.type().masked(value);
    }

    String text() {
        return key.type().format(value);
    }
}
