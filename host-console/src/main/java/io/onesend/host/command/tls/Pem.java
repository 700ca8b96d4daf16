package io.onesend.host.command.tls;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text form of a key or certificate, as in RFC 7468. */
final class Pem {

    private static final int LINE_CHARACTERS = 64;

    private Pem() {}

    static String of(String label, byte[] der) {
        byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE_CHARACTERS, lineEnd).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
