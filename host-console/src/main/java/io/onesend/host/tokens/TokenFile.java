package io.onesend.host.tokens;

import io.onesend.host.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The file with the tokens of the admin port. A line is {@code name role token}, where the role is {@code read} or
 * {@code operate}; empty lines and those that begin with {@code #} do not count.
 */
public final class TokenFile {

    /** The host's own file, in the folder that the configuration is read from. */
    public static final Path OWN = Path.of("data", "admin.token");

    /** Shorter ones can be guessed. */
    private static final int SHORTEST_TOKEN = 16;

    private static final int RANDOM_BYTES = 32;
    private static final int MOST_TOKENS = 100;
    private static final long MOST_BYTES = 64 << 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,32}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{" + SHORTEST_TOKEN + ",256}");
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private TokenFile() {}

    /**
     * Reads the tokens.
     *
     * @throws TokenFileException that says what is wrong; its message begins with the file and shows no token
     */
    public static AdminTokens read(Path file) throws TokenFileException {
        List<AdminToken> tokens = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                tokens.add(parse(line, file + " line " + number));
            }
        }
        if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
            throw new TokenFileException(
                    file + " has " + tokens.size() + " tokens; write 1 to " + MOST_TOKENS + " lines: name role token");
        }
        return new AdminTokens(tokens);
    }

    /**
     * Makes a file with one new token, which may change everything, unless there is a file. Hosts that start in the same folder
     * at the same time end up with one token.
     */
    public static void createIfMissing(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        PrivateFiles.createFoldersOf(file);
        Path whole = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        PrivateFiles.create(whole);
        try {
            Files.writeString(whole, "admin operate " + newToken() + "\n");
            publish(whole, file);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Gives the file its name in one step, and never takes the name from another host's. */
    private static void publish(Path whole, Path file) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException otherHost) {
            return;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(whole, file);
        }
    }

    private static String newToken() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Whether others than the file's owner may read it, where the system can say. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    }

    private static List<String> lines(Path file) throws TokenFileException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new TokenFileException(file + " is longer than " + (MOST_BYTES >> 10) + " KiB");
            }
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new TokenFileException(file + " does not exist");
        } catch (AccessDeniedException denied) {
            throw new TokenFileException(file + " cannot be read: permission denied");
        } catch (CharacterCodingException notText) {
            throw new TokenFileException(file + " is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new TokenFileException(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static AdminToken parse(String line, String where) throws TokenFileException {
        String[] parts = line.strip().split("\\s+", -1);
        if (parts.length != 3) {
            throw new TokenFileException(where + " is not of the form: name role token");
        }
        if (!NAME.matcher(parts[0]).matches()) {
            throw new TokenFileException(where + ": a name has 1 to 32 letters, digits or any of . _ @ -");
        }
        if (!TOKEN.matcher(parts[2]).matches()) {
            throw new TokenFileException(
                    where + ": a token has " + SHORTEST_TOKEN + " to 256 characters of ASCII, and no space");
        }
        return AdminToken.of(parts[0], mayChange(parts[1], where), parts[2]);
    }

    private static boolean mayChange(String role, String where) throws TokenFileException {
        return switch (role) {
            case "read" -> false;
            case "operate" -> true;
            default -> throw new TokenFileException(where + ": a role is read or operate");
        };
    }
}
