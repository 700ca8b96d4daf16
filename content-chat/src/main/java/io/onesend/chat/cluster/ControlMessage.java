package io.onesend.chat.cluster;

import io.onesend.chat.packet.RoomChatRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What one host says to another over its control channel: lines of text, the version first.
 *
 * <p>The number is the asking host's own, and names the question in the answer.
 */
sealed interface ControlMessage {

    /** More is no message. A notice has up to 256 bytes, a third more in base64; a user id has 32, a hid fewer. */
    int MAX_BYTES = 512;

    String VERSION = "1";
    String HID = "[0-9A-Za-z-]{1,32}";

    long number();

    /** The hid of the host that says it. */
    String from();

    byte[] encode();

    /** What a host can be asked of a session. */
    enum Verb {
        /** Has it this session: answered with HELD or NONE. */
        HOLDS,
        /** Close it, for another login: answered with CLOSED once its user has left, or with HELD or NONE. */
        KICK,
        /** Its user has resumed at another host: close it. Answered as KICK is, at once. */
        DROP,
        /** Claim all of your user ids again, for some are lost: of no session, and answered with RENEWING at once. */
        RENEW,
        /** In which room is it: answered with the number, with HELD if it is in none, or with NONE. */
        ROOM
    }

    /** A question about the session of a user id with a unique id. */
    record Question(long number, String from, Verb verb, String userId, String uniqueId) implements ControlMessage {
        @Override
        public byte[] encode() {
            return lines("Q", number, from, verb.name(), userId, uniqueId);
        }
    }

    /**
     * What an operator says to all users of the host, answered with the number of those who were told. It goes as base64, because it
     * may have more than one line.
     *
     * @param text as a message of a room: 1 to 256 bytes of UTF-8
     */
    record Saying(long number, String from, String text) implements ControlMessage {

        public Saying {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes == 0 || bytes > RoomChatRequest.MAX_MESSAGE_BYTES || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not a message of a room");
            }
        }

        @Override
        public byte[] encode() {
            return lines("S", number, from, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }

        static Saying of(long number, String from, String base64) {
            return new Saying(number, from, new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        }
    }

    /** The answer to the question with that number. */
    record Answer(long number, String from, String text) implements ControlMessage {

        static final String HELD = "held";
        static final String CLOSED = "closed";
        static final String NONE = "none";
        static final String RENEWING = "renewing";

        @Override
        public byte[] encode() {
            return lines("A", number, from, text);
        }
    }

    private static byte[] lines(String kind, long number, String... rest) {
        String text = VERSION + "\n" + kind + "\n" + number + "\n" + String.join("\n", rest);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #encode} has written.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static ControlMessage parse(byte[] message) {
        if (message.length > MAX_BYTES) {
            throw new IllegalArgumentException("a control message has at most " + MAX_BYTES + " bytes");
        }
        String[] lines = new String(message, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length < 5 || !lines[0].equals(VERSION) || !lines[3].matches(HID)) {
            throw new IllegalArgumentException("no control message of version " + VERSION);
        }
        long number = Long.parseLong(lines[2]);
        if (lines[1].equals("Q") && lines.length == 7) {
            return new Question(number, lines[3], Verb.valueOf(lines[4]), lines[5], lines[6]);
        } else if (lines[1].equals("A") && lines.length == 5) {
            return new Answer(number, lines[3], lines[4]);
        } else if (lines[1].equals("S") && lines.length == 5) {
            return Saying.of(number, lines[3], lines[4]);
        }
        throw new IllegalArgumentException("neither a question nor an answer nor something to say");
    }
}
