package io.onesend.network;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The pages that a port with a {@link Door#WEBSOCKET} serves to browsers: a fixed table, and nothing else. A connection that asks for
 * pages is never a session. It holds a place of the session limits, is answered at most {@value #MOST_REQUESTS} times, and is
 * closed when it asks for nothing more in {@link #IDLE}.
 *
 * @param pages by path; empty: the port has none
 * @param headers that each answer with a page has besides those of HTTP itself, such as a Content-Security-Policy
 */
public record WebPages(Map<String, WebPage> pages, Map<String, String> headers) {

    /** Requests that are answered on one connection; the last answer says that it is the last. */
    public static final int MOST_REQUESTS = 100;

    /** How long a connection that has got a page may take to ask for the next. */
    public static final Duration IDLE = Duration.ofSeconds(15);

    /** No pages. */
    public static final WebPages NONE = new WebPages(Map.of(), Map.of());

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");

    /** Those that the server itself writes. */
    private static final List<String> RESERVED = List.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "etag",
            "transfer-encoding",
            "vary",
            "x-content-type-options");

    /**
     * Checks the values and takes copies.
     *
     * @param pages each path begins with a slash, and has no query
     * @param headers not those that the server writes itself: the type, the length, the ETag and others
     * @throws IllegalArgumentException if no request can match a path, or a header is malformed or the server's own
     */
    public WebPages {
        pages = Map.copyOf(pages);
        pages.keySet().forEach(WebSocketSettings::checkPath);
        headers = Map.copyOf(headers);
        headers.forEach(WebPages::checkHeader);
    }

    private static void checkHeader(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a header: '" + name + ": " + value + "'");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the server writes the header " + name + " itself");
        }
    }

    /** {@return whether the port has no pages} */
    public boolean isEmpty() {
        return pages.isEmpty();
    }
}
