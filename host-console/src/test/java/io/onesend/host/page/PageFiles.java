package io.onesend.host.page;

import java.io.ByteArrayOutputStream;
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
import java.util.zip.GZIPOutputStream;

/** The files of a page, as the build has put them together. */
final class PageFiles {

    /** The page to chat from. */
    static final PageFiles CHAT = new PageFiles("/io/onesend/host/page/", Set.of("htm-preact.js"), List.of());

    /** The page for operators; some of its files are those of the other. */
    static final PageFiles OPERATOR =
            new PageFiles("/io/onesend/host/page/operator/", Set.of("uplot.js", "uplot.css"), OperatorPage.SHARED);

    private final String name;
    private final Path folder;

    /** Those that are not this project's. */
    private final Set<String> libraries;

    /** Those of the page to chat from that it has too. */
    private final List<String> shared;

    private PageFiles(String name, Set<String> libraries, List<String> shared) {
        this.name = name;
        this.shared = shared;
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

    /** The texts of all scripts of the page that are this project's. */
    Stream<String> scripts() {
        return Stream.concat(
                ownScripts().stream().map(this::text),
                CHAT.ownScripts().stream().filter(shared::contains).map(CHAT::text));
    }

    /** The size of all its files, as they are sent. */
    int compressedBytes() {
        return Stream.concat(names().stream().map(this::bytes), shared.stream().map(CHAT::bytes))
                .mapToInt(PageFiles::compressed)
                .sum();
    }

    private static int compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.size();
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
        URL page = Objects.requireNonNull(PageFiles.class.getResource(name + "main.js"));
        try {
            return Path.of(page.toURI()).getParent();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
