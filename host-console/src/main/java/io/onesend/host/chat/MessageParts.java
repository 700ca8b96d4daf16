package io.onesend.host.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a long message into parts that fit a packet: between words if possible, else between characters as people see them.
 * Together the parts are the whole text.
 */
final class MessageParts {

    /** A letter with its accents, a flag, a family of emoji. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private final int maxBytes;
    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private int partBytes;

    /** Where the part may be cut: after its last space; 0: nowhere. */
    private int cut;

    private MessageParts(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    static List<String> of(String text, int maxBytes) {
        if (bytes(text) <= maxBytes) {
            return List.of(text);
        }
        MessageParts parts = new MessageParts(maxBytes);
        Matcher graphemes = GRAPHEME.matcher(text);
        while (graphemes.find()) {
            parts.add(graphemes.group());
        }
        parts.finish(parts.part.length());
        return parts.parts;
    }

    private void add(String grapheme) {
        int size = bytes(grapheme);
        if (size > maxBytes) {
            // A letter with a hundred accents: no boundary is left but that between code points.
            grapheme.codePoints().mapToObj(Character::toString).forEach(this::add);
            return;
        }
        while (partBytes + size > maxBytes) {
            finish(cut > 0 ? cut : part.length());
        }
        part.append(grapheme);
        partBytes += size;
        if (grapheme.isBlank()) {
            cut = part.length();
        }
    }

    private void finish(int end) {
        parts.add(part.substring(0, end));
        part.delete(0, end);
        partBytes = bytes(part.toString());
        cut = 0;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
