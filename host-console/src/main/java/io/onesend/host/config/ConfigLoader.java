package io.onesend.host.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a configuration from all its sources and reports everything that is wrong at once.
 */
public final class ConfigLoader {

    private static final Path DEFAULT_FILE = Path.of("config", "server.yaml");

    /** Prefix of the variables for this project's tests. No key has it, so that neither side reads the other's variables. */
    static final String TEST_PREFIX = Key.ENVIRONMENT_PREFIX + "TEST_";

    private final ConfigSource source;
    private final Settings settings = new Settings(Keys.ALL);
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

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
        return new LoadedConfig(settings, source.folder(), notes);
    }

    private void readFile() {
        Path asked = source.file();
        Path name = asked == null ? DEFAULT_FILE : asked;
        Path path = source.folder().resolve(name);
        if (asked == null && !isThere(path)) {
            notes.add("no configuration file: there is no " + path.toAbsolutePath() + "; the defaults apply");
            return;
        }
        notes.add("configuration file " + path.toAbsolutePath().normalize());
        YamlFile.read(path, name, KeyIndex.OF_SERVER, settings, problems);
    }

    /**
     * Whether something has this name, even a broken link or a name in a folder that may not be searched: its owner does not want
     * the defaults.
     */
    private static boolean isThere(Path path) {
        try {
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException missing) {
            return false;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private void readEnvironment() {
        List<String> ofServices = new ArrayList<>();
        new TreeMap<>(source.environment()).forEach((name, text) -> {
            if (!name.startsWith(Key.ENVIRONMENT_PREFIX) || name.startsWith(TEST_PREFIX)) {
                return;
            }
            if (ServiceVariables.contains(name, text)) {
                ofServices.add(name);
                return;
            }
            Optional<Key<?>> key = KeyIndex.OF_SERVER.ofVariable(name);
            if (key.isPresent()) {
                assign(key.get(), text, name, name);
            } else {
                problems.add(new Problem(name, "no key has this variable" + KeyIndex.OF_SERVER.hintForVariable(name)));
            }
        });
        if (!ofServices.isEmpty()) {
            notes.add("ignored, as Kubernetes sets them for a service: " + String.join(", ", ofServices)
                    + "; enableServiceLinks: false leaves them out");
        }
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
