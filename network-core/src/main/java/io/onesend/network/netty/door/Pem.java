package io.onesend.network.netty.door;

import io.onesend.network.NetworkException;
import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of a file in PEM. */
@AnyThread
final class Pem {

    private static final int MOST_FILE_BYTES = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern BEGINNING = Pattern.compile("-----BEGIN ");

    private final String label;
    private final byte[] content;

    private Pem(String label, byte[] content) {
        this.label = label;
        this.content = content;
    }

    /** {@return what its first line says that it is} */
    String label() {
        return label;
    }

    /** {@return what it holds, decoded, as this object's own array} */
    byte[] content() {
        return content;
    }

    /**
     * Reads all blocks of a file.
     *
     * @throws NetworkException if it cannot be read, has no block, or ends within one: another program is just writing it
     */
    static List<Pem> read(Path file) {
        String text = textOf(file);
        List<Pem> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            blocks.add(new Pem(block.group(1), decoded(file, block.group(2))));
        }
        long begun = BEGINNING.matcher(text).results().count();
        if (begun == 0) {
            throw new NetworkException(file + ": nothing in it is in PEM format");
        }
        if (begun > blocks.size()) {
            throw new NetworkException(file + ": a block of it has no end");
        }
        return blocks;
    }

    /** Its text; the characters that matter are those of ASCII. */
    static String textOf(Path file) {
        try {
            if (Files.size(file) > MOST_FILE_BYTES) {
                throw new NetworkException(file + ": longer than 1 MiB");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new NetworkException(file + ": cannot be read: " + reason(unreadable), unreadable);
        }
    }

    /** In words: what the JDK says of a file that is missing or forbidden is only its name. */
    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return unreadable instanceof AccessDeniedException
                ? "permission denied"
                : String.valueOf(unreadable.getMessage());
    }

    private static byte[] decoded(Path file, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new NetworkException(file + ": a block of it is not in base64", malformed);
        }
    }
}
