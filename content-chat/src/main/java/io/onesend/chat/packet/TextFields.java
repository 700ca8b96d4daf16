package io.onesend.chat.packet;

import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketWriter;
import org.jspecify.annotations.Nullable;

/** The protocol's {@code char[n]} fields and how long they are. */
final class TextFields {

    /** 32 bytes of UTF-8 and a NUL; user ids and passwords. */
    static final int NAME_SIZE = 33;

    /** 256 bytes of UTF-8 and a NUL. */
    static final int MESSAGE_SIZE = 257;

    private TextFields() {}

    /** Null, which a decoder makes of bytes that are not UTF-8, cannot be sent. */
    static void write(PacketWriter body, @Nullable String text, int size) {
        if (text == null) {
            throw new IllegalArgumentException("a packet without its text cannot be sent");
        }
        body.fixedText(text, size);
    }

    /** Text from the server, which never sends anything but UTF-8. */
    static String fromServer(PacketReader body, int size) {
        return utf8(body.fixedText(size));
    }

    static String text8FromServer(PacketReader body) {
        return utf8(body.text8());
    }

    private static String utf8(@Nullable String text) {
        if (text == null) {
            throw new MalformedPacketException("text that is not UTF-8");
        }
        return text;
    }
}
