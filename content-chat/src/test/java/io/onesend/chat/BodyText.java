package io.onesend.chat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body as the README writes it: {@code `userUniqueId` i64, `userId` text8}. Makes bytes and the values to be read from them, with
 * no code that the packets use.
 */
record BodyText(List<Field> fields) {

    /** A field with the value that its bytes have. */
    record Field(String name, String type, Object value) {}

    /** The header and the count. */
    private static final int BYTES_BEFORE_A_LIST = 6;

    private static final Pattern FIELD = Pattern.compile("`(\\w+)` ([\\w\\[\\]]+)");

    private static final Pattern FIXED_TEXT = Pattern.compile("char\\[(\\d+)]");

    static BodyText parse(String text) {
        List<Field> fields = new ArrayList<>();
        if (text.startsWith("count u8, for each user: ")) {
            fields.add(new Field("count", "u8", 1));
        }
        Matcher found = FIELD.matcher(text);
        while (found.find()) {
            fields.add(new Field(found.group(1), found.group(2), valueOf(found.group(1), found.group(2))));
        }
        if (text.equals("any bytes")) {
            fields.add(new Field("body", "bytes", "any"));
        }
        if (fields.isEmpty() && !text.equals("nothing")) {
            throw new IllegalArgumentException("not a body: " + text);
        }
        return new BodyText(fields);
    }

    private static Object valueOf(String name, String type) {
        if (name.equals("result")) {
            return 31;
        }
        if (name.equals("reason")) {
            return 2;
        }
        return switch (type) {
            case "u8" -> 0x81;
            case "u16" -> 0x8102;
            case "u32" -> 0x81020304L;
            case "i16" -> (short) 0x8102;
            case "i32" -> 0x81020304;
            case "i64" -> 0x8102030405060708L;
            default -> name + " 앨리스";
        };
    }

    /** A whole packet, its header in front. */
    byte[] packet(int id) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach(field -> body.writeBytes(bytesOf(field)));
        ByteBuffer packet = ByteBuffer.allocate(5 + body.size()).order(ByteOrder.LITTLE_ENDIAN);
        packet.putShort((short) packet.capacity()).putShort((short) id).put((byte) 0);
        return packet.put(body.toByteArray()).array();
    }

    /** The length of the whole packet as the README writes it, with n for the bytes of a text. */
    String length() {
        int fixed = packet(0).length - textBytes();
        if (isList()) {
            return BYTES_BEFORE_A_LIST + " + (" + (fixed - BYTES_BEFORE_A_LIST) + " + n) for each user";
        }
        return fixed + (isOfAnyLength() ? " + n" : "");
    }

    private boolean isList() {
        return fields.stream().anyMatch(field -> field.name.equals("count") && field.type.equals("u8"));
    }

    private boolean isOfAnyLength() {
        return fields.stream().anyMatch(field -> field.type.equals("text8") || field.type.equals("bytes"));
    }

    private int textBytes() {
        return fields.stream()
                .filter(field -> field.type.equals("text8") || field.type.equals("bytes"))
                .mapToInt(field -> utf8(field).length)
                .sum();
    }

    private static byte[] bytesOf(Field field) {
        ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        Matcher fixed = FIXED_TEXT.matcher(field.type);
        if (fixed.matches()) {
            int length = Integer.parseInt(fixed.group(1));
            bytes.put(utf8(field)).position(length);
            return trimmed(bytes);
        }
        switch (field.type) {
            case "u8" -> bytes.put(((Number) field.value).byteValue());
            case "u16", "i16" -> bytes.putShort(((Number) field.value).shortValue());
            case "u32", "i32" -> bytes.putInt(((Number) field.value).intValue());
            case "i64" -> bytes.putLong((Long) field.value);
            case "text8" -> bytes.put((byte) utf8(field).length).put(utf8(field));
            case "bytes" -> bytes.put(utf8(field));
            default -> throw new IllegalArgumentException("not a type: " + field.type);
        }
        return trimmed(bytes);
    }

    private static byte[] utf8(Field field) {
        return field.value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] trimmed(ByteBuffer bytes) {
        byte[] trimmed = new byte[bytes.position()];
        bytes.flip().get(trimmed);
        return trimmed;
    }
}
