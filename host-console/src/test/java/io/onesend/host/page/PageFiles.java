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
import java.util.Set;
import java.util.stream.Stream;

/** The files of a page, as the build has put them together. */
final class PageFiles {

    /** The page to chat from. */
    static final PageFiles CHAT = new PageFiles("/io/onesend/host/page/", Set.of("htm-preact.js"));

    /** The page for operators; some of its files are those of the other. */
    static final PageFiles OPERATOR = new PageFiles("/io/onesend/host/page/operator/", Set.of("uplot.js", "uplot.css"));

    private final String name;
    private final Path folder;

    /** Those that are not this project's. */
    private final Set<String> libraries;

    private PageFiles(String name, Set<String> libraries) {
        this.name = name;
        this.folder = folderOf(name);
        this.libraries = libraries;
    }

    /** For tests that look at each page. */
    static Stream<PageFiles> pages() {
        return Stream.of(CHAT, OPERATOR);
    }

    /** Their names, sorted. */
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            // Classes of the package lie beside them.
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(file -> !file.endsWith(".class"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The names of the scripts that are this project's. */
    List<String> ownScripts() {
        return names().stream()
                .filter(file -> file.endsWith(".js") && !libraries.contains(file))
                .toList();
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Path folderOf(String name) {
        URL page = Objects.requireNonNull(PageFiles.class.getResource(name + "index.html"));
        try {
            return Path.of(page.toURI()).getParent();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
