package io.onesend.host.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a file of keys and values; whatever is wrong with it, be it that it is not there, is one of the problems. */
final class YamlFile {

    private YamlFile() {}

    /** {@code name} is how the user calls it. */
    static void read(Path path, Path name, KeyIndex keys, Settings settings, List<Problem> problems) {
        // The same way of writing it on every system: scripts read these lines.
        String shown = name.toString().replace('\\', '/');
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            new YamlReader(shown, keys, settings, problems).read(text);
        } catch (NoSuchFileException missing) {
            problems.add(new Problem(shown, "there is no such file"));
        } catch (CharacterCodingException notUtf8) {
            problems.add(new Problem(shown, "is not UTF-8 text"));
        } catch (IOException unreadable) {
            problems.add(new Problem(shown, "cannot be read: " + reason(path, unreadable)));
        }
    }

    private static String reason(Path path, IOException unreadable) {
        if (Files.isDirectory(path)) {
            return "it is a folder";
        }
        return Files.isReadable(path) ? String.valueOf(unreadable.getMessage()) : "permission denied";
    }
}
