package io.onesend.host.config;

/**
 * A key's value as anybody may see it.
 *
 * @param path of the key
 * @param value as the file writes it, passwords masked
 * @param origin where it came from: {@code default}, {@code config/server.yaml:12}, a variable's name, or {@code --set}
 * @param effect from when on another value would hold: {@code live}, {@code new sessions} or {@code restart}
 */
public record ShownSetting(String path, String value, String origin, String effect) {

    static ShownSetting of(Setting<?> setting) {
        Key<?> key = setting.key();
        return new ShownSetting(
                key.path(), setting.masked(), setting.origin(), Effects.of(key).words());
    }
}
