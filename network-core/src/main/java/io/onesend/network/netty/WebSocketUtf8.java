package io.onesend.network.netty;

import io.onesend.network.logic.IoThread;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Checks that the text messages of one session are UTF-8. */
@IoThread
final class WebSocketUtf8 {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    /** What it decodes is not looked at. */
    private final CharBuffer characters = CharBuffer.allocate(256);

    boolean isValid(ByteBuffer bytes, int from, int length) {
        ByteBuffer text = bytes.slice(from, length);
        decoder.reset();
        CoderResult result;
        do {
            characters.clear();
            result = decoder.decode(text, characters, true);
        } while (result.isOverflow());
        return !result.isError();
    }
}
