package io.onesend.host.ops;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The arguments of one call, which have passed the checks of their kinds. What was not given is absent. */
public final class Arguments {

    /** What was read, and how it was written. */
    record Value(Argument argument, String text, Object read) {}

    private final Map<String, Value> byName;

    Arguments(Map<String, Value> byName) {
        this.byName = new LinkedHashMap<>(byName);
    }

    /** The text of a required argument. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new IllegalArgumentException("not a required argument: " + name));
    }

    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(byName.get(name)).map(Value::text);
    }

    /** The value of a NUMBER, ROOM or SESSION. */
    public OptionalLong number(String name) {
        Value value = byName.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value.read());
    }

    public Optional<Duration> duration(String name) {
        return Optional.ofNullable(byName.get(name)).map(value -> (Duration) value.read());
    }

    /** Whether a FLAG was given, and not as {@code false}. */
    public boolean flag(String name) {
        Value value = byName.get(name);
        return value != null && (Boolean) value.read();
    }

    /** As the audit line has them. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        byName.values().forEach(value -> line.append(line.isEmpty() ? "" : " ").append(audited(value)));
        return line.toString();
    }

    private static String audited(Value value) {
        String name = value.argument().name();
        return switch (value.argument().kind()) {
            case TEXT, USER, WORD -> name + "=\"" + value.text().replace("\"", "\\\"") + '"';
            case MESSAGE -> name + "=" + value.text().length() + " characters";
            default -> name + "=" + value.text();
        };
    }
}
