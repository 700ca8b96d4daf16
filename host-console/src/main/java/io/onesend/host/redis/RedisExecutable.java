package io.onesend.host.redis;

import io.onesend.host.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.Architecture;
import redis.embedded.model.OS;
import redis.embedded.model.OsArchitecture;

/**
 * The {@code redis-server} that the library carries for this system, unpacked once into the data folder: there it is found
 * again at the next start, and a process that runs it is known to belong to this data.
 */
final class RedisExecutable {

    private static final String NAME_START = "redis-server-";

    private RedisExecutable() {}

    static Path unpackInto(Path dataDir) throws IOException {
        String resource = resourceOfThisSystem();
        URL packed = ExecutableProvider.class.getResource(resource);
        if (packed == null) {
            throw new IOException("the library lacks " + resource);
        }
        Path unpacked = dataDir.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        URLConnection connection = packed.openConnection();
        // A cached connection would keep the jar open, and on some systems locked.
        connection.setUseCaches(false);
        try (InputStream content = connection.getInputStream()) {
            if (!Files.exists(unpacked) || Files.size(unpacked) != connection.getContentLengthLong()) {
                unpack(content, unpacked);
            }
        }
        return unpacked;
    }

    /** Whether a process runs what was unpacked into this folder. */
    static boolean isRunBy(ProcessHandle process, Path dataDir) {
        return process.info()
                .command()
                .map(Path::of)
                .filter(command -> dataDir.equals(command.getParent())
                        && command.getFileName().toString().startsWith(NAME_START))
                .isPresent();
    }

    private static void unpack(InputStream content, Path target) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        PrivateFiles.createExecutable(unfinished);
        try (var out = Files.newOutputStream(unfinished)) {
            content.transferTo(out);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String resourceOfThisSystem() throws IOException {
        @Nullable Architecture architecture = architectureOf(System.getProperty("os.arch"));
        @Nullable
        String resource = architecture == null
                ? null
                : ExecutableProvider.newProvidedVersionsMap().get(new OsArchitecture(OS.detectOS(), architecture));
        if (resource == null) {
            throw new IOException("there is no embedded Redis for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + "; set redis.uri to a Redis of your own");
        }
        return resource;
    }

    /**
     * Uses what the JVM reports. The library would run uname, which a signal to the whole process group ends: then the library
     * knows no Redis for this system.
     */
    static @Nullable Architecture architectureOf(String arch) {
        return switch (arch) {
            case "amd64", "x86_64" -> Architecture.x86_64;
            case "aarch64", "arm64" -> Architecture.aarch64;
            case "x86", "i386", "i486", "i586", "i686" -> Architecture.x86;
            default -> null;
        };
    }
}
