package io.onesend.it.samples;

import io.onesend.network.FrameBytes;
import io.onesend.network.FrameRule;
import io.onesend.network.packet.PacketReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Redis's protocol looks on the wire: where a command ends, what it says, and how replies are written.
 *
 * <p>Redis's strings are bytes. A Java string in ISO 8859-1 has one character for each byte, so it can hold any of them.
 */
final class RedisProtocol {

    static final String OK = "+OK\r\n";
    static final String PONG = "+PONG\r\n";

    private static final int MAX_STRING_BYTES = 512 * 1024;
    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int MAX_WORDS = 1024 * 1024;
    private static final int NO_NUMBER = Integer.MIN_VALUE;

    private RedisProtocol() {}

    /**
     * What a client asks for.
     *
     * @param words the command's name and its arguments; none: nothing is asked
     * @param error what is wrong with the bytes, as Redis words it; null if nothing is
     */
    record Request(List<String> words, @Nullable String error) {}

    /**
     * Finds where a command ends, which is {@code *2 $3 GET $3 key} with CR LF behind each part, or a line of words. Bytes that
     * are no command are a frame too, so that there is an answer to them.
     */
    static long frameLength(FrameBytes bytes, int looked) {
        if (bytes.u8(0) != '*') {
            return lineLength(bytes, looked);
        }
        // The rule is asked again when more bytes have come: it goes on behind what it has seen.
        int at = (int) (bytes.note() >>> 32);
        int left = (int) bytes.note();
        if (at == 0) {
            long line = lineLength(bytes, looked);
            if (line == FrameRule.MORE_NEEDED) {
                return line;
            }
            at = (int) line;
            left = number(bytes, 1, at);
            if (left > MAX_WORDS) {
                return at;
            }
        }
        for (; left > 0; left--) {
            int end = bytes.indexOf('\n', Math.max(at, looked));
            if (end < 0) {
                bytes.note((long) at << 32 | left);
                return FrameRule.MORE_NEEDED;
            }
            int length = bytes.u8(at) == '$' ? number(bytes, at + 1, end + 1) : NO_NUMBER;
            if (length < 0 || length > MAX_STRING_BYTES) {
                return end + 1;
            }
            at = end + 1 + length + 2;
        }
        return at;
    }

    private static long lineLength(FrameBytes bytes, int looked) {
        int end = bytes.indexOf('\n', looked);
        if (end >= 0) {
            return end + 1;
        }
        return bytes.length() > MAX_LINE_BYTES ? bytes.length() : FrameRule.MORE_NEEDED;
    }

    /** Makes a request of a frame. Runs on the I/O thread, as the rule above does, and holds no state either. */
    static Request decode(PacketReader frame) {
        FrameBytes bytes = FrameBytes.over(frame.rest());
        int at = bytes.indexOf('\n', 0) + 1;
        if (bytes.u8(0) != '*') {
            return at == 0
                    ? fault("too big inline request")
                    : new Request(words(bytes.text(0, at).strip()), null);
        }
        int left = number(bytes, 1, at);
        if (left == NO_NUMBER || left > MAX_WORDS) {
            return fault("invalid multibulk length");
        }
        List<String> words = new ArrayList<>();
        for (; left > 0; left--) {
            if (bytes.u8(at) != '$') {
                return fault("expected '$', got '" + bytes.text(at, at + 1) + "'");
            }
            int begin = bytes.indexOf('\n', at) + 1;
            int length = number(bytes, at + 1, begin);
            if (length < 0 || length > MAX_STRING_BYTES) {
                return fault("invalid bulk length");
            }
            words.add(bytes.text(begin, begin + length));
            at = begin + length + 2;
        }
        return new Request(words, null);
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split("\\s+"));
    }

    private static Request fault(String error) {
        return new Request(List.of(), error);
    }

    /** Reads the number in front of the CR LF that ends here. */
    private static int number(FrameBytes bytes, int from, int to) {
        boolean negative = from < to && bytes.u8(from) == '-';
        int value = 0;
        for (int at = negative ? from + 1 : from; at < to - 2; at++) {
            int digit = bytes.u8(at) - '0';
            if (digit < 0 || digit > 9 || value > Integer.MAX_VALUE / 10 - 1) {
                return NO_NUMBER;
            }
            value = 10 * value + digit;
        }
        return negative ? -value : value;
    }

    static String error(String message) {
        return "-" + message.replaceAll("[\\r\\n]", " ") + "\r\n";
    }

    static String integer(long value) {
        return ":" + value + "\r\n";
    }

    static String bulk(@Nullable String text) {
        return text == null ? "$-1\r\n" : "$" + text.length() + "\r\n" + text + "\r\n";
    }

    static String array(Collection<String> texts) {
        StringBuilder reply = new StringBuilder("*").append(texts.size()).append("\r\n");
        for (String text : texts) {
            reply.append(bulk(text));
        }
        return reply.toString();
    }
}
