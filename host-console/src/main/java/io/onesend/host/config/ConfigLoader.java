package io.onesend.host.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a configuration from all its sources and reports everything that is wrong at once.
 */
public final class ConfigLoader {

    private static final Path DEFAULT_FILE = Path.of("config", "server.yaml");

    /** Variables of the tests, which are no keys. */
    private static final String TEST_PREFIX = Key.ENVIRONMENT_PREFIX + "TEST_";

    private final ConfigSource source;
    private final Settings settings = new Settings(Keys.ALL);
    private final List<Problem> problems = new ArrayList<>();

    private ConfigLoader(ConfigSource source) {
        this.source = source;
    }

    /**
     * Reads all sources.
     *
     * @throws ConfigException with every problem, if there is one
     */
    public static LoadedConfig load(ConfigSource source) {
        return new ConfigLoader(source).load();
    }

    private LoadedConfig load() {
        readFile();
        readEnvironment();
        readOptions();
        Rules.check(settings, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new LoadedConfig(HostConfig.from(settings, source.folder()), settings);
    }

    private void readFile() {
        Path asked = source.file();
        Path name = asked == null ? DEFAULT_FILE : asked;
        Path path = source.folder().resolve(name);
        if (asked == null && !Files.exists(path)) {
            return;
        }
        YamlFile.read(path, name, KeyIndex.OF_SERVER, settings, problems);
    }

    private void readEnvironment() {
        new TreeMap<>(source.environment()).forEach((name, text) -> {
            if (!name.startsWith(Key.ENVIRONMENT_PREFIX) || name.startsWith(TEST_PREFIX)) {
                return;
            }
            Optional<Key<?>> key = KeyIndex.OF_SERVER.ofVariable(name);
            if (key.isPresent()) {
                assign(key.get(), text, name, name);
            } else {
                problems.add(new Problem(name, "no key has this variable" + KeyIndex.OF_SERVER.hintForVariable(name)));
            }
        });
    }

    private void readOptions() {
        for (String setting : source.settings()) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                problems.add(new Problem("--set " + setting, "is not of the form path.to.key=value"));
                continue;
            }
            String path = setting.substring(0, equals).strip();
            Optional<Key<?>> key = KeyIndex.OF_SERVER.at(path);
            if (key.isPresent()) {
                assign(key.get(), setting.substring(equals + 1).strip(), "--set " + path, "--set");
            } else if (KeyIndex.OF_SERVER.isSection(path)) {
                problems.add(new Problem("--set " + path, path + " is a section: it needs a key below it"));
            } else {
                problems.add(new Problem("--set " + path, "unknown key " + path + KeyIndex.OF_SERVER.hint(path)));
            }
        }
    }

    private void assign(Key<?> key, String text, String where, String origin) {
        try {
            settings.put(Setting.parse(key, text, origin));
        } catch (InvalidValueException invalid) {
            settings.markUnreadable(key);
            problems.add(new Problem(where, key.path() + " " + invalid.getMessage()));
        }
    }
}
