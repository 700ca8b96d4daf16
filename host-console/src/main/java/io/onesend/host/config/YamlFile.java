package io.onesend.host.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a file of keys and values. Everything wrong with it becomes a problem, a missing file included. */
public final class YamlFile {

    /** All keys with their comments take 4 KiB. Reading more would only delay the error for a wrong file. */
    static final int MAX_KIB = 256;

    private YamlFile() {}

    /** {@code name} is the path as the user gave it. */
    public static void read(Path path, Path name, KeyIndex keys, Settings settings, List<Problem> problems) {
        // The same way of writing it on every system: scripts read these lines.
        String shown = name.toString().replace('\\', '/');
        try {
            YamlText text = YamlText.of(bytesOf(path));
            new YamlReader(shown, keys, settings, problems).read(text.text());
        } catch (YamlText.MalformedException malformed) {
            problems.add(new Problem(shown + malformed.place(), malformed.getMessage()));
        } catch (NoSuchFileException missing) {
            problems.add(new Problem(shown, "there is no such file"));
        } catch (IOException unreadable) {
            problems.add(new Problem(shown, "cannot be read: " + reason(path, unreadable)));
        }
    }

    private static byte[] bytesOf(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path) && !Files.isRegularFile(path)) {
            // A pipe may have no writer, and would keep the start waiting for ever.
            throw new IOException("it is a device or a pipe, and has to be a file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            // Not by the file's size: those of /proc have none, and others grow.
            bytes = in.readNBytes((MAX_KIB << 10) + 1);
        }
        if (bytes.length > MAX_KIB << 10) {
            throw new IOException("it has more than " + MAX_KIB + " KiB");
        }
        return bytes;
    }

    private static String reason(Path path, IOException unreadable) {
        if (Files.isDirectory(path)) {
            return "it is a folder";
        }
        return unreadable instanceof AccessDeniedException
                ? "permission denied"
                : String.valueOf(unreadable.getMessage());
    }
}
