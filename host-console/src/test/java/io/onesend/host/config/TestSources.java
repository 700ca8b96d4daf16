package io.onesend.host.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Loads a configuration from a file {@code c.yaml} in a folder, variables and options, all as the test gives them. */
record TestSources(Path folder) {

    HostConfig load(String yaml) throws IOException {
        return load(yaml, Map.of());
    }

    HostConfig load(String yaml, Map<String, String> environment, String... settings) throws IOException {
        return ConfigLoader.load(source(yaml, environment, settings)).config();
    }

    List<String> problemsOf(String yaml) throws IOException {
        return problemsOf(yaml, Map.of());
    }

    /** What is wrong with it, a line each; empty if nothing is. */
    List<String> problemsOf(String yaml, Map<String, String> environment, String... settings) throws IOException {
        ConfigSource source = source(yaml, environment, settings);
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(source));
        return failure == null
                ? List.of()
                : failure.problems().stream().map(Problem::toString).toList();
    }

    private ConfigSource source(String yaml, Map<String, String> environment, String... settings) throws IOException {
        Files.writeString(folder.resolve("c.yaml"), yaml);
        return new ConfigSource(Path.of("c.yaml"), folder, environment, List.of(settings));
    }
}
