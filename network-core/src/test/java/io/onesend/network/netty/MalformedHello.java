package io.onesend.network.netty;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/** Beginnings of a TLS handshake that no client sends, made of one that a client has sent. */
enum MalformedHello {
    GARBAGE_IN_THE_RECORD,
    A_LENGTH_BEYOND_THE_LIMIT,
    LENGTHS_THAT_LIE,
    A_RECORD_OF_LENGTH_0,
    A_RECORD_THAT_IS_TOO_LONG,
    MANY_RECORDS,
    ANOTHER_TYPE_OF_RECORD,
    AN_OLD_VERSION;

    /** The beginning of one that has as many bytes as it may. */
    private static byte[] longHello() {
        return new byte[] {0x16, 3, 1, 0, 4, 1, 0, 0x40, 0};
    }

    /** Breaks this hello, which is in one record. */
    byte[] of(byte[] hello) {
        byte[] bytes = hello.clone();
        byte[] half = Arrays.copyOf(hello, 5 + 100);
        half[3] = 0;
        half[4] = 100;
        return switch (this) {
            case GARBAGE_IN_THE_RECORD -> {
                byte[] garbage = new byte[hello.length - 9];
                new Random(1).nextBytes(garbage);
                System.arraycopy(garbage, 0, bytes, 9, garbage.length);
                yield bytes;
            }
            case A_LENGTH_BEYOND_THE_LIMIT -> {
                Arrays.fill(bytes, 6, 9, (byte) 0xff);
                yield bytes;
            }
            case LENGTHS_THAT_LIE -> {
                // That of the session id, which then takes what is behind it.
                bytes[43] = (byte) 0xff;
                yield bytes;
            }
            case A_RECORD_OF_LENGTH_0 -> Frames.join(half, new byte[] {0x16, 3, 3, 0, 0}, new byte[200]);
            case A_RECORD_THAT_IS_TOO_LONG ->
                Frames.join(half, new byte[] {0x16, 3, 3, (byte) 0xff, (byte) 0xff}, new byte[20_000]);
            case MANY_RECORDS -> {
                byte[] one = {0x16, 3, 3, 0, 1, 0};
                yield Frames.join(
                        longHello(), Frames.join(Collections.nCopies(4_000, one).toArray(byte[][]::new)));
            }
            case ANOTHER_TYPE_OF_RECORD -> Frames.join(half, new byte[] {0x17, 3, 3, 0, 100}, new byte[100]);
            case AN_OLD_VERSION -> {
                // No extension, so no newer version either.
                byte[] old = Arrays.copyOf(hello, 5 + 4 + 2 + 32 + 1 + 4 + 2);
                old[4] = (byte) (old.length - 5);
                old[3] = 0;
                old[7] = 0;
                old[8] = (byte) (old.length - 9);
                System.arraycopy(new byte[] {3, 1}, 0, old, 9, 2);
                System.arraycopy(new byte[] {0, 0, 2, 0, 0x2f, 1, 0}, 0, old, 43, 7);
                yield old;
            }
        };
    }
}
