package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.onesend.network.FrameBytes;
import io.onesend.network.FrameRule;
import io.onesend.network.packet.MalformedPacketException;
import java.util.Locale;

/** Rules for the frames of text protocols, as an application writes them. */
final class TextProtocols {

    private static final String CONTENT_LENGTH = "content-length:";

    /** With its type, its digits and its line end. */
    private static final int LONGEST_RESP_HEADER = 21;

    private TextProtocols() {}

    /** The body of a storage command of memcached, with the line end behind it; other commands have none. */
    static long memcachedBody(FrameBytes head) {
        String[] words = head.text(0, head.length()).split(" ");
        return words.length < 5 ? 0 : number(words[4]) + 2;
    }

    /** The payload of a PUB of NATS, with the line end behind it: its last word is the length; other commands have none. */
    static long natsPayload(FrameBytes head) {
        String command = head.text(0, head.length());
        return command.startsWith("PUB ") ? number(command.substring(command.lastIndexOf(' ') + 1)) + 2 : 0;
    }

    /** The body of a request of HTTP with Content-Length. */
    static long httpBody(FrameBytes head) {
        for (String line : head.text(0, head.length()).split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(CONTENT_LENGTH)) {
                return number(line.substring(CONTENT_LENGTH.length()).trim());
            }
        }
        return 0;
    }

    private static long number(String digits) {
        FrameBytes bytes = FrameBytes.over(digits.getBytes(ISO_8859_1));
        return bytes.decimal(0, bytes.length());
    }

    /**
     * A command of Redis: an array of bulk strings. Notes the strings still to come and where the next one begins, so that it
     * looks at each header once. The number of strings is kept with one added, because a note of 0 means a new frame.
     */
    static long respCommand(FrameBytes bytes, int looked) {
        long note = bytes.note();
        int at = (int) note;
        long strings = (note >>> 32) - 1;
        if (note == 0) {
            int end = headerEnd(bytes, '*', 0);
            if (end < 0) {
                return FrameRule.MORE_NEEDED;
            }
            strings = Math.min(bytes.decimal(1, end), Integer.MAX_VALUE - 1);
            at = end + 2;
        }
        while (strings > 0 && at < bytes.length()) {
            int end = headerEnd(bytes, '$', at);
            if (end < 0) {
                break;
            }
            long next = end + 2 + bytes.decimal(at + 1, end) + 2;
            if (strings == 1) {
                return next;
            }
            if (next > bytes.length()) {
                break;
            }
            at = (int) next;
            strings--;
        }
        if (strings == 0) {
            return at;
        }
        bytes.note((strings + 1) << 32 | at);
        return FrameRule.MORE_NEEDED;
    }

    /** Where the line end of a header is, or -1 if it has not come whole. */
    private static int headerEnd(FrameBytes bytes, char type, int at) {
        if (bytes.u8(at) != type) {
            throw new MalformedPacketException("not a command: no " + type);
        }
        int arrived = Math.min(bytes.length(), at + LONGEST_RESP_HEADER);
        FrameBytes header = bytes.part(at, arrived);
        int end = header.indexOf('\n', 0);
        if (end < 0 && arrived < bytes.length() || end >= 0 && header.u8(end - 1) != '\r') {
            throw new MalformedPacketException("a header that is too long, or without a line end");
        }
        return end < 0 ? -1 : at + end - 1;
    }
}
