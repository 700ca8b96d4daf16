package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * What a connection begins with, told by its first bytes. Of a port's doors only those are looked for that it has. What may
 * still become one of them asks for {@link #MORE}, at most {@link #MOST_UNDECIDED} bytes of it.
 */
enum FirstBytes {
    /** Nothing that is looked for: frames. */
    PLAIN,
    /** A TLS record with a ClientHello. */
    TLS,
    /** The request line of a GET or a HEAD. */
    HTTP,
    /** A header of the PROXY protocol, version 1 or 2. */
    PROXY,
    /** It cannot be told yet. */
    MORE,
    /** Nothing that is looked for, and there is no plain door. */
    NO_DOOR,
    /** A PROXY header is asked for, and this is none. */
    NO_HEADER;

    /** Bytes that do not decide yet; one more would. */
    static final int MOST_UNDECIDED = 11;

    private static final byte[] PROXY_V1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROXY_V2 = {
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
    };
    private static final byte[] GET = "GET ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD = "HEAD ".getBytes(StandardCharsets.US_ASCII);

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR = 3;
    private static final int TLS_HIGHEST_MINOR = 4;
    private static final int TLS_CLIENT_HELLO = 1;
    private static final int TLS_DECISIVE_BYTES = 6;

    /** The longest record that a peer may send: 16 KiB of content and 256 bytes for its encryption. */
    private static final int TLS_LONGEST_RECORD = 16_640;

    /** The doors that are looked for. */
    record Wanted(boolean plain, boolean tls, boolean http) {

        /** Whether the bytes make a difference. */
        boolean areLookedFor() {
            return tls || http;
        }
    }

    private enum Match {
        NO,
        PERHAPS,
        YES
    }

    /** Looks at the readable bytes, which stay unread. */
    static FirstBytes of(ByteBuf bytes, Wanted wanted) {
        Match tls = wanted.tls ? tls(bytes) : Match.NO;
        Match http = wanted.http ? either(match(bytes, GET), match(bytes, HEAD)) : Match.NO;
        if (tls == Match.YES) {
            return TLS;
        }
        if (http == Match.YES) {
            return HTTP;
        }
        return either(tls, http) == Match.PERHAPS ? MORE : rest(wanted);
    }

    /** Looks for a PROXY header at the readable bytes, which stay unread. */
    static FirstBytes ofProxy(ByteBuf bytes) {
        return switch (either(match(bytes, PROXY_V1), match(bytes, PROXY_V2))) {
            case YES -> PROXY;
            case PERHAPS -> MORE;
            case NO -> NO_HEADER;
        };
    }

    /** What does not become anything that is looked for. */
    static FirstBytes rest(Wanted wanted) {
        return wanted.plain ? PLAIN : NO_DOOR;
    }

    private static Match either(Match one, Match other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Match match(ByteBuf bytes, byte[] beginning) {
        int there = Math.min(bytes.readableBytes(), beginning.length);
        for (int i = 0; i < there; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != beginning[i]) {
                return Match.NO;
            }
        }
        return there == beginning.length ? Match.YES : Match.PERHAPS;
    }

    /** Type, version in two bytes, length in two bytes, the type of the handshake's first message. */
    private static Match tls(ByteBuf bytes) {
        int there = Math.min(bytes.readableBytes(), TLS_DECISIVE_BYTES);
        for (int i = 0; i < there; i++) {
            if (!isTls(bytes, i, bytes.getUnsignedByte(bytes.readerIndex() + i))) {
                return Match.NO;
            }
        }
        return there == TLS_DECISIVE_BYTES ? Match.YES : Match.PERHAPS;
    }

    private static boolean isTls(ByteBuf bytes, int index, int value) {
        return switch (index) {
            case 0 -> value == TLS_HANDSHAKE;
            case 1 -> value == TLS_MAJOR;
            case 2 -> value <= TLS_HIGHEST_MINOR;
            case 3 -> value <= TLS_LONGEST_RECORD >> Byte.SIZE;
            case 4 -> isTlsLength(bytes.getUnsignedShort(bytes.readerIndex() + 3));
            default -> value == TLS_CLIENT_HELLO;
        };
    }

    private static boolean isTlsLength(int length) {
        return length >= 1 && length <= TLS_LONGEST_RECORD;
    }
}
