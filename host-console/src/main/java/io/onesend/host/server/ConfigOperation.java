package io.onesend.host.server;

import io.onesend.host.config.LoadedConfig;
import io.onesend.host.config.ShownSetting;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The operation that shows the configuration in effect, with what reloads have changed. */
final class ConfigOperation {

    private static final String PATH = "path";

    private ConfigOperation() {}

    /** @param running empty before the server serves */
    static Operation of(Supplier<Optional<LoadedConfig>> running) {
        Argument path = Argument.optional(PATH, Kind.WORD, "a key, or a section: network.send")
                .completedBy(beginning -> LoadedConfig.paths().stream()
                        .filter(key -> key.startsWith(beginning))
                        .toList());
        return new Operation(
                "config",
                List.of(path),
                "the configuration in effect, and where each value came from",
                Role.READ,
                Route.get("/config"),
                (who, given) -> answer(running.get(), given.optionalText(PATH).orElse("")));
    }

    private static OpsAnswer answer(Optional<LoadedConfig> running, String path) throws OpsException {
        LoadedConfig config = running.orElseThrow(
                () -> new OpsException(OpsException.Kind.UNAVAILABLE, "the server is still starting"));
        List<ShownSetting> settings = config.shown(path);
        if (settings.isEmpty()) {
            throw new OpsException(OpsException.Kind.NOT_FOUND, "there is no key " + path + LoadedConfig.hint(path));
        }
        return OpsAnswer.of(
                settings, settings.stream().map(ConfigOperation::line).toList());
    }

    private static String line(ShownSetting setting) {
        String value = setting.value().isEmpty() ? "\"\"" : setting.value();
        return setting.path() + ": " + value + "  # " + setting.origin() + ", " + setting.effect();
    }
}
