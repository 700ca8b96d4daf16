package io.onesend.host.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** The text of a file, which has to be UTF-8; nothing in it is replaced or left out but a byte order mark. */
record YamlText(String text) {

    /** The file is not UTF-8 text; holds the line where that shows. No stack trace: it is the user's mistake. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        MalformedException(String message, int line) {
            super(message, null, false, false);
            this.line = line;
        }

        /** To be put behind the file's name. */
        String place() {
            return ":" + line;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    static YamlText of(byte[] bytes) throws MalformedException {
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
            throw new MalformedException("is UTF-16 text; save it as UTF-8", 1);
        }
        int start = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            throw new MalformedException("is not UTF-8 text", lineAt(bytes, in.position()));
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new MalformedException("contains a NUL character; it has to be UTF-8 text", lineAt(bytes, i));
            }
        }
        return new YamlText(out.flip().toString());
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
