package io.onesend.host.config;

import java.util.List;

/** A configuration that passed every check, and how it came about. */
public final class LoadedConfig {

    private final HostConfig config;
    private final Settings settings;

    LoadedConfig(HostConfig config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    public HostConfig config() {
        return config;
    }

    /** The effective configuration as YAML, each value with its origin as a comment, passwords masked. */
    public String describe() {
        return YamlWriter.write(
                key -> settings.setting(key).masked(),
                key -> List.of(settings.setting(key).origin()));
    }
}
