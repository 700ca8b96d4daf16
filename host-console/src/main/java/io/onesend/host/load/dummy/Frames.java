package io.onesend.host.load.dummy;

/** Frames made by hand, where making packets first would cost more than sending them. */
final class Frames {

    static final int HEADER_BYTES = 5;

    private Frames() {}

    /** A frame of this packet with an empty body of so many bytes. */
    static byte[] of(int id, int bodyBytes) {
        int length = HEADER_BYTES + bodyBytes;
        byte[] frame = new byte[length];
        frame[0] = (byte) length;
        frame[1] = (byte) (length >>> 8);
        frame[2] = (byte) id;
        frame[3] = (byte) (id >>> 8);
        return frame;
    }
}
