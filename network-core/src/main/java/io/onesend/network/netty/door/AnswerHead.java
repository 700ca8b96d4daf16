package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Writes the status line and the headers of an answer. */
final class AnswerHead {

    private AnswerHead() {}

    /**
     * The head, up to the empty line.
     *
     * @param last whether the connection ends after it
     */
    static ByteBuf encode(HttpResponseStatus status, Map<String, String> headers, boolean last) {
        StringBuilder head = new StringBuilder(512);
        head.append("HTTP/1.1 ").append(status).append("\r\n");
        append(
                head,
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(Clock.system(ZoneOffset.UTC))));
        headers.forEach((name, value) -> append(head, name, value));
        append(head, "X-Content-Type-Options", "nosniff");
        if (last) {
            append(head, "Connection", "close");
        }
        head.append("\r\n");
        return Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII);
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
