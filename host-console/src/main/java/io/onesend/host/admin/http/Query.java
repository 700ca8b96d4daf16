package io.onesend.host.admin.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of a request, decoded; of two values for one name the first counts. */
public record Query(Map<String, String> values) {

    public Query {
        values = Map.copyOf(values);
    }

    /** Reads the part of a URI, null if it has none. Its escapes are sound, because the URI was parsed. */
    public static Query of(@Nullable String raw) {
        Map<String, String> values = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return new Query(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
