package io.onesend.it.faults;

import io.onesend.chat.checker.RoomStream;
import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.RedisProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What a redis-server that does not run has on disk. */
final class AppendOnlyFiles {

    /** For a server whose process is killed. It need not be on disk for that, as it is with a machine that fails. */
    static final String[] WRITTEN_BEFORE_ANSWERED = {"--appendonly", "yes", "--appendfsync", "no"};

    private static final String FOLDER = "appendonlydir";

    private AppendOnlyFiles() {}

    /** The streams that another redis-server makes of a copy of these files. */
    static List<RoomStream> streamsOf(Path folder, List<Integer> rooms) throws IOException, InterruptedException {
        int port = FreePort.choose();
        Path parent = Files.createTempDirectory(folder, "copy-");
        // The folder that a RedisProcess of this port will have.
        Path copy = Files.createDirectories(parent.resolve("redis-" + port).resolve(FOLDER));
        for (Path file : in(folder)) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        try (SingleRedis other = new SingleRedis(RedisProcess.startOn(port, parent, "--appendonly", "yes"))) {
            return other.streams(rooms);
        }
    }

    /** Takes the last bytes of the newest file away. */
    static void shorten(Path folder, int bytes) throws IOException {
        Path newest = in(folder).stream()
                .filter(file -> file.toString().endsWith(".incr.aof"))
                .max((one, other) -> Integer.compare(numberOf(one), numberOf(other)))
                .orElseThrow();
        try (FileChannel file = FileChannel.open(newest, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - bytes);
        }
    }

    private static int numberOf(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(FOLDER))) {
            return files.toList();
        }
    }
}
