package io.onesend.host.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration comes from, weakest first: defaults, file, environment, options.
 *
 * @param file the requested file, which has to exist; null: {@code config/server.yaml} if it exists
 * @param folder what relative paths start from
 * @param settings {@code path.to.key=value}, the last one for a key counts
 */
public record ConfigSource(@Nullable Path file, Path folder, Map<String, String> environment, List<String> settings) {

    public ConfigSource {
        environment = Map.copyOf(environment);
        settings = List.copyOf(settings);
    }
}
