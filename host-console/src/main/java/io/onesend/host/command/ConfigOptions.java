package io.onesend.host.command;

import io.onesend.host.config.ConfigLoader;
import io.onesend.host.config.ConfigSource;
import io.onesend.host.config.LoadedConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that reads the configuration. */
public final class ConfigOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file. Default: config/server.yaml if it exists, else the defaults.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "path.to.key=value",
            description = "Sets one key; overrides the file and the environment. May be repeated.")
    private List<String> settings = new ArrayList<>();

    /** As if these had been given on the command line. */
    public static ConfigOptions of(@Nullable Path file, List<String> settings) {
        ConfigOptions options = new ConfigOptions();
        options.file = file;
        options.settings = settings;
        return options;
    }

    /** Reads the configuration, as the options and the environment say. */
    public LoadedConfig load(CommandContext context) {
        context.text().checkEnvironment(context.environment());
        return ConfigLoader.load(new ConfigSource(file, context.folder(), context.environment(), settings));
    }
}
