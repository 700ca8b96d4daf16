package io.onesend.host.redis;

import io.onesend.host.files.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The state of a running embedded Redis, kept in its data folder for the next process: a command that wants to use it, or a host
 * that has to clean up after a killed one. Only its owner can read the file. It exists from just before the start of the child
 * until after its end.
 *
 * @param hostPid the process that started it
 * @param pid the Redis process; 0 until it has one
 * @param ready whether it has loaded its data and answers
 */
record RedisState(long hostPid, Owner owner, long pid, int port, String password, boolean ready) {

    private static final String FILE = "redis.state";

    /** What kind of process holds the data folder. */
    enum Owner {
        /** A host: it stays. */
        HOST,
        /** A command that needs the accounts for a moment. */
        COMMAND
    }

    static Optional<RedisState> read(Path dataDir) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = new StringReader(Files.readString(dataDir.resolve(FILE)))) {
            lines.load(reader);
            return Optional.of(new RedisState(
                    Long.parseLong(lines.getProperty("host-pid", "")),
                    Owner.valueOf(lines.getProperty("owner", "")),
                    Long.parseLong(lines.getProperty("pid", "")),
                    Integer.parseInt(lines.getProperty("port", "")),
                    lines.getProperty("password", ""),
                    Boolean.parseBoolean(lines.getProperty("ready", ""))));
        } catch (NoSuchFileException stoppedInOrder) {
            return Optional.empty();
        } catch (IllegalArgumentException damaged) {
            // The file is incomplete or not ours: nothing in it can be relied on.
            return Optional.of(new RedisState(0, Owner.HOST, 0, 0, "", false));
        }
    }

    void write(Path dataDir) throws IOException {
        String text = "host-pid=" + hostPid + "\nowner=" + owner + "\npid=" + pid + "\nport=" + port + "\npassword="
                + password + "\nready=" + ready + "\n";
        Path unfinished = dataDir.resolve(FILE + ".new");
        Files.deleteIfExists(unfinished);
        PrivateFiles.create(unfinished);
        Files.writeString(unfinished, text);
        Files.move(unfinished, dataDir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    static void delete(Path dataDir) throws IOException {
        Files.deleteIfExists(dataDir.resolve(FILE));
    }

    RedisState withPid(long newPid) {
        return new RedisState(hostPid, owner, newPid, port, password, false);
    }

    RedisState asReady() {
        return new RedisState(hostPid, owner, pid, port, password, true);
    }

    /** Whether a command may use it: the data is loaded, and the host alive. */
    boolean isReady() {
        return ready && isOfLivingHost();
    }

    boolean isOfLivingHost() {
        return owner == Owner.HOST
                && ProcessHandle.of(hostPid).map(ProcessHandle::isAlive).orElse(false);
    }

    String uri() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    @Override
    public String toString() {
        return "RedisState[pid " + pid + ", port " + port + ", of " + owner + " " + hostPid + "]";
    }
}
