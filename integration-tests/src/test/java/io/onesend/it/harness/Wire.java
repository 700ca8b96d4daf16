package io.onesend.it.harness;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Packets as bytes, written down from the protocol's tables and from nothing else. */
public final class Wire {

    public static final int DEV_ECHO = 1;
    public static final int PING = 2;
    public static final int PONG = 3;
    public static final int LOGIN_REQUEST = 201;
    public static final int LOGIN_RESPONSE = 202;
    public static final int ROOM_ENTER_REQUEST = 206;
    public static final int ROOM_ENTER_RESPONSE = 207;
    public static final int ROOM_NEW_USER_NOTIFY = 208;
    public static final int ROOM_USER_LIST_NOTIFY = 209;
    public static final int ROOM_LEAVE_REQUEST = 215;
    public static final int ROOM_LEAVE_RESPONSE = 216;
    public static final int ROOM_LEAVE_USER_NOTIFY = 217;
    public static final int ROOM_CHAT_REQUEST = 221;
    public static final int ROOM_CHAT_RESPONSE = 222;
    public static final int ROOM_CHAT_NOTIFY = 223;

    public static final int ID_BYTES = 33;
    public static final int MESSAGE_BYTES = 257;

    private Wire() {}

    public static byte[] packet(int id, byte[]... body) {
        byte[] whole = concat(body);
        return raw(5 + whole.length, id, 0, whole);
    }

    /** A header that may lie. */
    public static byte[] raw(int length, int id, int type, byte[] body) {
        return buffer(5 + body.length)
                .putShort((short) length)
                .putShort((short) id)
                .put((byte) type)
                .put(body)
                .array();
    }

    public static byte[] echo(byte... body) {
        return packet(DEV_ECHO, body);
    }

    public static byte[] ping(int number) {
        return packet(PING, i16(number));
    }

    public static byte[] login(String user, String password) {
        return packet(LOGIN_REQUEST, chars(ID_BYTES, user), chars(ID_BYTES, password));
    }

    public static byte[] enter(int room) {
        return packet(ROOM_ENTER_REQUEST, buffer(4).putInt(room).array());
    }

    public static byte[] leave() {
        return packet(ROOM_LEAVE_REQUEST);
    }

    public static byte[] chat(String message) {
        return packet(ROOM_CHAT_REQUEST, chars(MESSAGE_BYTES, message));
    }

    /** {@code char[size]}: the text, then zeros. */
    public static byte[] chars(int size, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length >= size) {
            throw new IllegalArgumentException(text);
        }
        return buffer(size).put(utf8).array();
    }

    /** A field of these bytes, filled up with zeros. */
    public static byte[] field(int size, int... bytes) {
        byte[] field = new byte[size];
        for (int i = 0; i < bytes.length; i++) {
            field[i] = (byte) bytes[i];
        }
        return field;
    }

    public static byte[] i16(int value) {
        return buffer(2).putShort((short) value).array();
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
