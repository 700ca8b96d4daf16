package io.onesend.network.netty.door;

import io.onesend.network.TlsSettings;
import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like from outside: another stamp means other contents. A symbolic link is followed, so that a link to another
 * file is another stamp.
 *
 * @param key of the file in its file system; null: there is none
 */
@AnyThread
record FileStamp(
        Path file,
        long size,
        @Nullable FileTime modified,
        @Nullable Object key) {

    /** A file that is not there, or may not be looked at. */
    private static final long NOT_THERE = -1;

    /** Those of all files that the settings name. */
    static List<FileStamp> ofAll(TlsSettings settings) {
        Stream<Path> pairs =
                settings.certificates().stream().flatMap(pair -> Stream.of(pair.certificate(), pair.key()));
        Stream<Path> others =
                Stream.of(settings.keyPasswordFile(), settings.clientCa()).flatMap(Stream::ofNullable);
        return Stream.concat(pairs, others).map(FileStamp::of).toList();
    }

    private static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(file, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (IOException notThere) {
            return new FileStamp(file, NOT_THERE, null, null);
        }
    }
}
