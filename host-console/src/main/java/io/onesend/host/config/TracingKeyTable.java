package io.onesend.host.config;

import io.onesend.host.tracing.OtlpLibrary;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section {@code tracing} of the table of keys. {@link Keys} has it in its place. */
final class TracingKeyTable {

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<Integer> SAMPLE = add(
            "tracing.sample",
            Numbers.count(0, 1_000_000_000),
            0,
            "times one in this many packets on its way through the server; 0: none");
    static final Key<String> OTLP = add(
            "tracing.otlp",
            Texts.httpUrl(),
            "",
            "where the times go as OTLP over HTTP: http://localhost:4318/v1/traces; needs jars that the README names;",
            "empty: to flight recordings alone");

    /** All of them, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private TracingKeyTable() {}

    /** What the keys say. */
    static TracingConfig config(Settings settings) {
        String otlp = settings.value(OTLP);
        return new TracingConfig(
                settings.value(SAMPLE), otlp.isEmpty() ? Optional.empty() : Optional.of(URI.create(otlp)));
    }

    /** Whether the library is there, if it is needed. */
    static boolean hasLibrary(Settings settings) {
        return settings.value(OTLP).isEmpty() || OtlpLibrary.isThere();
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault, String... comment) {
        Key<T> key = new Key<>(path, type, byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}
