package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a request that gets neither a WebSocket nor a page, after which the connection ends.
 *
 * @param headers beside those that every answer has
 * @param text for a person; never text that the peer sent
 */
record WebAnswer(HttpResponseStatus status, Map<String, String> headers, String text) {

    static WebAnswer of(HttpResponseStatus status, String text) {
        return new WebAnswer(status, Map.of(), text);
    }

    /** The reason that a connection is counted by. Who is sent elsewhere, or told to come back, has done nothing wrong. */
    DisconnectReason reason() {
        boolean isPeersFault = status.codeClass() == HttpStatusClass.CLIENT_ERROR;
        return DisconnectReason.of("http-" + status.code(), isPeersFault ? Fault.PEER : Fault.NONE)
                .withDetail(text);
    }

    /** @param withText not for HEAD */
    ByteBuf encode(boolean withText) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "text/plain; charset=utf-8");
        all.put("Content-Length", String.valueOf(body.length));
        ByteBuf bytes = AnswerHead.encode(status, all, true);
        return withText ? bytes.writeBytes(body) : bytes;
    }
}
