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

    /** Whether this is a whole text. */
    boolean isValid(ByteBuffer bytes, int from, int length) {
        return !decode(bytes.slice(from, length), true).isError();
    }

    /**
     * How much of the beginning of a text is known to be valid: all but a last character that is not whole yet. Negative if it
     * cannot become a valid text.
     */
    int validBytes(ByteBuffer beginning) {
        int from = beginning.position();
        return decode(beginning, false).isError() ? -1 : beginning.position() - from;
    }

    private CoderResult decode(ByteBuffer text, boolean whole) {
        decoder.reset();
        CoderResult result;
        do {
            characters.clear();
            result = decoder.decode(text, characters, whole);
        } while (result.isOverflow());
        return result;
    }
}
