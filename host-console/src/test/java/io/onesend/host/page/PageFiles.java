package io.onesend.host.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of the page to chat from, as the build has put them together. */
final class PageFiles {

    /** The one file that is not this project's. */
    static final String LIBRARY = "htm-preact.js";

    private static final Path FOLDER = folder();

    private PageFiles() {}

    /** Their names, sorted. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            // Classes of the package lie beside them.
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".class"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The names of the scripts that are this project's. */
    static List<String> ownScripts() {
        return names().stream()
                .filter(name -> name.endsWith(".js") && !name.equals(LIBRARY))
                .toList();
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static Path folder() {
        URL page = Objects.requireNonNull(PageFiles.class.getResource("/io/onesend/host/page/index.html"));
        try {
            return Path.of(page.toURI()).getParent();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
