package io.onesend.host.server;

import io.onesend.host.config.ConfigLoader;
import io.onesend.host.config.ConfigSource;
import io.onesend.host.config.HostConfig;
import io.onesend.host.config.LoadedConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Configurations for hosts of a test: every port a free one, data in the test's folder; a stop waits for no balancer. */
public final class TestHosts {

    private TestHosts() {}

    public static HostConfig config(Path folder, String... settings) {
        return loaded(folder, settings).config();
    }

    /** The same with what a command knows of it. */
    static LoadedConfig loaded(Path folder, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "network.host=127.0.0.1", "network.port=0", "network.transport=nio", "admin.port=0", "drain.grace=0"));
        all.addAll(List.of(settings));
        return ConfigLoader.load(new ConfigSource(null, folder, Map.of(), all));
    }
}
