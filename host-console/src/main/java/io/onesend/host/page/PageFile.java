package io.onesend.host.page;

import io.onesend.network.WebPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** A file of a page, as the build has put it beside the classes. */
final class PageFile {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private PageFile() {}

    /**
     * Reads and compresses it.
     *
     * @param name relative to this package
     */
    static WebPage read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("a file of an unknown type: " + name);
        }
        try (InputStream bytes = PageFile.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException("the page's file " + name + " is missing");
            }
            return WebPage.of(type, bytes.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
