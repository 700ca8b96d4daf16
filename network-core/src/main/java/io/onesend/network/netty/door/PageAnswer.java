package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/**
 * The answer to a request for a page.
 *
 * @param headers beside those that every answer has
 * @param body shared by all answers with that page, which own nothing of it
 */
record PageAnswer(HttpResponseStatus status, Map<String, String> headers, ByteBuf body) {

    /** The same for a request that wants no body. */
    PageAnswer withoutBody() {
        return new PageAnswer(status, headers, Unpooled.EMPTY_BUFFER);
    }

    /** @param last whether the connection ends after it */
    ByteBuf head(boolean last) {
        return AnswerHead.encode(status, headers, last);
    }
}
