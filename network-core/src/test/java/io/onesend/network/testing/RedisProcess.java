package io.onesend.network.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The system's redis-server as a child process, which a test may kill, freeze, and start again on the same port with the same
 * data. It keeps nothing on disk unless its settings say so.
 */
public final class RedisProcess implements AutoCloseable {

    private static final Path SERVER = Path.of("/usr/bin/redis-server");
    private static final Path CLIENT = Path.of("/usr/bin/redis-cli");
    private static final long DEADLINE_SECONDS = 30;

    private final Path folder;
    private final int port;
    private final List<String> settings;
    private final String readyText;
    private int starts;
    private boolean frozen;
    private Process server;

    private RedisProcess(Path folder, int port, List<String> settings, String readyText) throws IOException {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        this.readyText = readyText;
        server = launched();
    }

    /** Whether the system has one; for a test that needs it. */
    public static boolean isInstalled() {
        return Files.isExecutable(SERVER) && Files.isExecutable(CLIENT);
    }

    /**
     * Starts it and waits until it accepts commands.
     *
     * @param settings as on its command line: {@code "--appendonly", "yes"}
     */
    public static RedisProcess startIn(Path folder, String... settings) throws IOException, InterruptedException {
        return startOn(FreePort.choose(), folder, settings);
    }

    /** Starts it on a port of the caller's choice, with a folder of its own in the one given. */
    public static RedisProcess startOn(int port, Path folder, String... settings)
            throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("redis-" + port));
        List<String> all = new ArrayList<>(List.of("--save", "", "--dir", own.toString()));
        all.addAll(List.of(settings));
        return started(new RedisProcess(own, port, all, "Ready to accept connections"));
    }

    /** Starts a Sentinel, alone, that watches a primary under the name "main" and replaces it half a second after it is gone. */
    public static RedisProcess sentinelIn(Path folder, RedisProcess primary) throws IOException, InterruptedException {
        return sentinelIn(folder, primary, 1);
    }

    /**
     * Starts one of several Sentinels.
     *
     * @param quorum how many Sentinels have to find the primary gone
     */
    static RedisProcess sentinelIn(Path folder, RedisProcess primary, int quorum)
            throws IOException, InterruptedException {
        int port = FreePort.choose();
        Path own = Files.createDirectories(folder.resolve("sentinel-" + port));
        Path configuration = own.resolve("sentinel.conf");
        Files.writeString(
                configuration,
                String.join(
                        "\n",
                        "dir " + own,
                        "sentinel monitor main 127.0.0.1 " + primary.port() + " " + quorum,
                        "sentinel down-after-milliseconds main 500",
                        "sentinel failover-timeout main 5000",
                        ""));
        return started(new RedisProcess(own, port, List.of(configuration.toString(), "--sentinel"), "Sentinel ID is"));
    }

    private static RedisProcess started(RedisProcess redis) throws IOException, InterruptedException {
        try {
            redis.awaitReady();
            return redis;
        } catch (IOException | InterruptedException failed) {
            redis.close();
            throw failed;
        }
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public long pid() {
        return server.pid();
    }

    /** Where it keeps its files. */
    public Path folder() {
        return folder;
    }

    /** Sends a command, as redis-cli does, and returns what that prints. */
    public String tell(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(CLIENT.toString(), "-p", Integer.toString(port)));
        words.addAll(List.of(command));
        Process client = new ProcessBuilder(words).redirectErrorStream(true).start();
        client.getOutputStream().close();
        String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        client.waitFor();
        return answer.strip();
    }

    /**
     * Waits until the replica has all that was written here. {@code WAIT} cannot tell: it waits for what was written by the
     * connection that asks.
     */
    public void awaitReplica() throws IOException, InterruptedException {
        long written = numberBehind("master_repl_offset:");
        long start = System.nanoTime();
        while (numberBehind("state=online,offset=") < written) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
                throw new IOException("no replica has what was written: " + tell("INFO", "replication"));
            }
        }
    }

    private long numberBehind(String name) throws IOException, InterruptedException {
        Matcher number = Pattern.compile(name + "(\\d+)").matcher(tell("INFO", "replication"));
        return number.find() ? Long.parseLong(number.group(1)) : -1;
    }

    /** Ends it in order: what its settings keep is on disk. */
    public void stop() {
        server.destroy();
        server.onExit().join();
    }

    /** Ends it at once, as a crash does. */
    public void kill() {
        server.destroyForcibly();
        server.onExit().join();
    }

    /** Starts it on the same port and waits until it accepts commands. */
    public void startAgain() throws IOException, InterruptedException {
        launchAgain();
        awaitReady();
    }

    /** Starts it on the same port and does not wait: it may still be loading its data. */
    public void launchAgain() throws IOException {
        server = launched();
    }

    /** Starts it again if it was stopped or killed. */
    void startIfEnded() throws IOException, InterruptedException {
        if (!server.isAlive()) {
            startAgain();
        }
    }

    /** Its connections stay, but it answers nothing until {@link #thaw}. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
        frozen = true;
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
        frozen = false;
    }

    /** Whether nobody can be told anything by it: it is frozen, or its process has ended. */
    boolean isSilent() {
        return frozen || !server.isAlive();
    }

    @Override
    public void close() {
        kill();
    }

    private Process launched() throws IOException {
        starts++;
        List<String> command = new ArrayList<>(List.of(SERVER.toString()));
        command.addAll(settings);
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return folder.resolve("redis-" + port + "-" + starts + ".log");
    }

    /** Its log says when it is ready; a command would have to be repeated, and be told from an answer of "loading". */
    private void awaitReady() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!Files.readString(log()).contains(readyText)) {
            if (!server.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
                throw new IOException("redis-server did not start:\n" + Files.readString(log()));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("could not send " + name + " to redis-server");
        }
    }
}
