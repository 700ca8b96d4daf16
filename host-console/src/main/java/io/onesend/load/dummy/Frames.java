package io.onesend.load.dummy;

/** Makes frames by hand, where making packets first would cost more than sending them. */
final class Frames {

    static final int HEADER_BYTES = 5;

    private Frames() {}

    /** A frame for the packet with this id; its body has {@code bodyBytes} bytes, all 0. */
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
