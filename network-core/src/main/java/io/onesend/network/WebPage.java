package io.onesend.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that a port serves to browsers. It is compressed once, when it is made, and its ETag is a checksum of its bytes: a browser that
 * has it asks whether it has changed, and gets no bytes if not.
 */
public final class WebPage {

    private static final Pattern CONTENT_TYPE = Pattern.compile("[!-~]+/[ -~]+");

    private final String contentType;
    private final byte[] bytes;
    private final byte @Nullable [] gzip;
    private final String tag;

    private WebPage(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
        byte[] compressed = compress(bytes);
        this.gzip = compressed.length < bytes.length ? compressed : null;
        this.tag = tagOf(bytes);
    }

    /**
     * Compresses the bytes, unless that makes them longer.
     *
     * @param contentType as the header says it: {@code text/html; charset=utf-8}
     * @param bytes of the file; copied
     * @return a page that may be in the tables of several ports
     * @throws IllegalArgumentException if the type is no such header
     */
    public static WebPage of(String contentType, byte[] bytes) {
        if (!CONTENT_TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException(
                    "the content type is '" + contentType + "', but must be like 'text/html; charset=utf-8'");
        }
        return new WebPage(contentType, bytes.clone());
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2 + 32);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    /**
     * The checksum and the length. Two versions of a file have the same in one of four billion cases. A cryptographic hash would be
     * Java code, which a starting server interprets: it took a twentieth of the CPU of a start.
     */
    private static String tagOf(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return Long.toHexString(checksum.getValue()) + "-" + Integer.toHexString(bytes.length);
    }

    /** {@return the value of the header Content-Type} */
    public String contentType() {
        return contentType;
    }

    /** {@return a copy of the file's bytes} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return a copy of the bytes as gzip has compressed them; null: they are no fewer then} */
    public byte @Nullable [] gzip() {
        return gzip == null ? null : gzip.clone();
    }

    /** {@return the same for the same bytes: letters, digits, '-' and '_', without the quotes of the header ETag} */
    public String tag() {
        return tag;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WebPage page
                && contentType.equals(page.contentType)
                && Arrays.equals(bytes, page.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * contentType.hashCode() + tag.hashCode();
    }

    @Override
    public String toString() {
        return contentType + ", " + bytes.length + " bytes";
    }
}
