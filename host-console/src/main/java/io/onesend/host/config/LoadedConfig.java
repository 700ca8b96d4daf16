package io.onesend.host.config;

import io.onesend.host.tokens.AdminTokens;
import io.onesend.host.tokens.TokenFile;
import io.onesend.host.tokens.TokenFileException;
import io.onesend.network.NetworkException;
import io.onesend.network.ServerCertificates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A configuration that passed every check, and how it came about. */
public final class LoadedConfig {

    private final HostConfig config;
    private final Settings settings;
    private final Path folder;
    private final List<String> notes;

    /** @param folder that relative paths start from */
    LoadedConfig(Settings settings, Path folder, List<String> notes) {
        this.config = HostConfig.from(settings, folder);
        this.settings = settings;
        this.folder = folder;
        this.notes = List.copyOf(notes);
    }

    public HostConfig config() {
        return config;
    }

    /** The keys whose values are others in the one that was read later, in the order of the file. */
    public List<Change> changesTo(LoadedConfig later) {
        return Keys.ALL.stream()
                .filter(key -> !settings.value(key).equals(later.settings.value(key)))
                .map(key -> change(key, later))
                .toList();
    }

    private <T> Change change(Key<T> key, LoadedConfig later) {
        return Change.of(settings.setting(key), later.settings.setting(key));
    }

    /**
     * What a running server has after a reload: the values that were read later, but for those that need a restart.
     *
     * @throws ConfigException if the old values and the new ones do not fit together
     */
    public LoadedConfig reloaded(LoadedConfig later) {
        Settings mixed = new Settings(Keys.ALL);
        for (Key<?> key : Keys.ALL) {
            mixed.put((Effects.of(key) == Effect.RESTART ? this : later).settings.setting(key));
        }
        List<Problem> problems = new ArrayList<>();
        Rules.check(mixed, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new LoadedConfig(mixed, folder, notes);
    }

    /** Every key at or below a path, in the order of the file; all for an empty path. */
    public List<ShownSetting> shown(String path) {
        return Keys.ALL.stream()
                .filter(key ->
                        path.isEmpty() || key.path().equals(path) || key.path().startsWith(path + "."))
                .map(key -> ShownSetting.of(settings.setting(key)))
                .toList();
    }

    /** The paths of all keys, in the order of the file. */
    public static List<String> paths() {
        return Keys.ALL.stream().map(Key::path).toList();
    }

    /** A guess at what an unknown path meant, as the end of a sentence; empty if there is none. */
    public static String hint(String path) {
        return KeyIndex.OF_SERVER.hint(path);
    }

    /** What a server logs about it: which file was read, or that there was none; which variables were ignored. */
    public List<String> notes() {
        return notes;
    }

    /** The error for a {@code log.file} that cannot be opened; it names where the key was set. */
    public ConfigException unusableLogFile(String why) {
        String origin = settings.setting(Keys.LOG_FILE).origin();
        return new ConfigException(List.of(new Problem(origin, Keys.LOG_FILE.path() + " cannot be opened: " + why)));
    }

    /**
     * Tries the files that the configuration names, which a command that starts no server has no use for.
     *
     * @return what a server starts with
     * @throws ConfigException that names the key of a file that does not fit
     */
    public CheckedConfig checkFiles() {
        Optional<ServerCertificates> certificates = readCertificates();
        checkTokens();
        return new CheckedConfig(config, certificates);
    }

    /**
     * Takes what was read of the same files. They are read again only if they were read for other settings of TLS than these, because
     * some of those wait for a restart.
     *
     * @param tried what a reload read, of which this configuration has all but the keys that need a restart
     * @throws ConfigException that names the key of a file that does not fit
     */
    public CheckedConfig withFilesOf(CheckedConfig tried) {
        boolean areTheSame = tried.certificates()
                .map(ServerCertificates::settings)
                .filter(config.network().doors().tls()::equals)
                .isPresent();
        return new CheckedConfig(config, areTheSame ? tried.certificates() : readCertificates());
    }

    private Optional<ServerCertificates> readCertificates() {
        try {
            return config.readCertificates();
        } catch (NetworkException unusable) {
            String why = String.valueOf(unusable.getMessage());
            throw unusable(TlsKeyTable.keyOf(why, config.network().doors().tls()), why);
        }
    }

    private void checkTokens() {
        if (!config.admin().enabled() || config.admin().ownTokenFile()) {
            return;
        }
        try {
            AdminTokens unused = TokenFile.read(config.admin().tokenFile());
        } catch (TokenFileException unusable) {
            throw unusable(AdminKeyTable.TOKEN_FILE, String.valueOf(unusable.getMessage()));
        }
    }

    private ConfigException unusable(Key<?> key, String why) {
        return new ConfigException(List.of(new Problem(settings.setting(key).origin(), key.path() + " " + why)));
    }

    /** The effective configuration as YAML, each value with its origin as a comment, passwords masked. */
    public String describe() {
        return YamlWriter.write(
                key -> settings.setting(key).masked(),
                key -> List.of(settings.setting(key).origin()));
    }
}
