package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.onesend.network.WebPage;
import io.onesend.network.WebPages;
import io.onesend.network.logic.AnyThread;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one port, as they are sent. Their bytes lie outside the heap once, however many connections they are written to.
 */
@AnyThread
final class PageTable {

    private static final byte[] NO_PAGE = "There is nothing at this path.\n".getBytes(StandardCharsets.UTF_8);

    private final Map<String, Page> pages = new HashMap<>();
    private final PageAnswer noPage;

    /**
     * A page in the two forms that it is sent in.
     *
     * @param gzip null: gzip makes it no shorter
     */
    private record Page(Form plain, @Nullable Form gzip) {}

    /** @param tag the value of the header ETag */
    private record Form(String tag, PageAnswer whole, PageAnswer unchanged) {}

    PageTable(WebPages table) {
        table.pages().forEach((path, page) -> pages.put(path, pageOf(page, table.headers())));
        Map<String, String> headers = new LinkedHashMap<>(table.headers());
        headers.put("Content-Type", "text/plain; charset=utf-8");
        headers.put("Content-Length", String.valueOf(NO_PAGE.length));
        noPage = new PageAnswer(HttpResponseStatus.NOT_FOUND, headers, shared(NO_PAGE));
    }

    private static Page pageOf(WebPage page, Map<String, String> headers) {
        String type = page.contentType();
        byte[] gzip = page.gzip();
        return new Page(
                formOf(page.tag(), page.bytes(), headers, Map.of("Content-Type", type)),
                gzip == null
                        ? null
                        : formOf(
                                page.tag() + "-gzip",
                                gzip,
                                headers,
                                Map.of("Content-Type", type, "Content-Encoding", "gzip")));
    }

    private static Form formOf(String tag, byte[] bytes, Map<String, String> headers, Map<String, String> ofBody) {
        String quoted = '"' + tag + '"';
        Map<String, String> unchanged = new LinkedHashMap<>(headers);
        unchanged.put("ETag", quoted);
        unchanged.put("Vary", "Accept-Encoding");
        Map<String, String> whole = new LinkedHashMap<>(unchanged);
        whole.putAll(ofBody);
        whole.put("Content-Length", String.valueOf(bytes.length));
        return new Form(
                quoted,
                new PageAnswer(HttpResponseStatus.OK, whole, shared(bytes)),
                new PageAnswer(HttpResponseStatus.NOT_MODIFIED, unchanged, Unpooled.EMPTY_BUFFER));
    }

    /** Its first reference is never released: it lives as long as this table. */
    private static ByteBuf shared(byte[] bytes) {
        return Unpooled.wrappedBuffer(
                ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** What a well-formed request gets: the page, the answer that it has not changed, or that there is none. */
    PageAnswer answerTo(WebRequest request) {
        PageAnswer answer = formFor(request);
        return request.isHead() ? answer.withoutBody() : answer;
    }

    private PageAnswer formFor(WebRequest request) {
        Page page = pages.get(request.path());
        if (page == null) {
            return noPage;
        }
        Form gzip = page.gzip();
        Form form = gzip != null && acceptsGzip(request) ? gzip : page.plain();
        return has(request, form.tag()) ? form.unchanged() : form.whole();
    }

    private static boolean acceptsGzip(WebRequest request) {
        for (String coding : elements(request, HttpHeaderNames.ACCEPT_ENCODING.toString())) {
            String[] parts = coding.toLowerCase(Locale.ROOT).split(";", 2);
            if (parts[0].trim().equals("gzip")) {
                return parts.length == 1 || !parts[1].trim().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /** As RFC 9110 compares: a weak tag is as good. */
    private static boolean has(WebRequest request, String tag) {
        return elements(request, HttpHeaderNames.IF_NONE_MATCH.toString()).stream()
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    private static List<String> elements(WebRequest request, String header) {
        String all = String.join(",", request.headers().getAll(header));
        return List.of(all.split(",", -1)).stream().map(String::trim).toList();
    }
}
