package io.onesend.network.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the README at the root of the build, for tests that compare it with the code. */
public final class Readme {

    private Readme() {}

    public static String text() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no README.md here or above");
        }
        return Files.readString(folder.resolve("README.md"));
    }

    /** The rows of tables whose first cell is code with this prefix. */
    public static List<String> rows(String firstCell) throws IOException {
        return text().lines().filter(line -> line.startsWith("| `" + firstCell)).toList();
    }
}
