package io.onesend.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for children to work in, under the module's build folder: they stay to be looked at until the next clean build. */
public final class WorkFolder {

    private static final Path PARENT = Path.of("target", "work").toAbsolutePath();

    private WorkFolder() {}

    public static Path create(String what) {
        try {
            Files.createDirectories(PARENT);
            return Files.createTempDirectory(PARENT, what + "-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
