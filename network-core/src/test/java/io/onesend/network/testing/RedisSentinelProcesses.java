package io.onesend.network.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A primary, a replica and three Sentinels that watch them, as child processes on loopback. */
public final class RedisSentinelProcesses implements AutoCloseable {

    private static final int SENTINELS = 3;
    private static final int QUORUM = 2;
    private static final long DEADLINE_SECONDS = 60;

    /** The first is the primary at the start. */
    private final List<RedisProcess> servers = new ArrayList<>();

    private final List<RedisProcess> sentinels = new ArrayList<>();

    private RedisSentinelProcesses() {}

    /**
     * Starts all and waits until a failover would succeed.
     *
     * @param settings of both servers, as on a command line
     */
    public static RedisSentinelProcesses startIn(Path folder, String... settings)
            throws IOException, InterruptedException {
        RedisSentinelProcesses all = new RedisSentinelProcesses();
        try {
            all.start(folder, settings);
            return all;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            all.close();
            throw failed;
        }
    }

    private void start(Path folder, String... settings) throws IOException, InterruptedException {
        List<String> server = new ArrayList<>(List.of("--repl-diskless-sync-delay", "0"));
        server.addAll(List.of(settings));
        RedisProcess primary = RedisProcess.startIn(folder, server.toArray(String[]::new));
        servers.add(primary);
        server.addAll(List.of("--replicaof", "127.0.0.1 " + primary.port()));
        servers.add(RedisProcess.startIn(folder, server.toArray(String[]::new)));
        for (int number = 0; number < SENTINELS; number++) {
            sentinels.add(RedisProcess.sentinelIn(folder, primary, QUORUM));
        }
        makeWhole();
        for (RedisProcess sentinel : sentinels) {
            await(sentinel, "num-slaves\n1\n", "SENTINEL", "MASTER", "main");
            await(sentinel, "OK " + SENTINELS + " usable Sentinels", "SENTINEL", "CKQUORUM", "main");
        }
    }

    public String uri() {
        return sentinels.stream()
                .map(sentinel -> "127.0.0.1:" + sentinel.port())
                .collect(Collectors.joining(",", "redis-sentinel://", "/0#main"));
    }

    /** The primary at the start is number 0, its replica number 1; later they may have changed places. */
    public RedisProcess server(int number) {
        return servers.get(number);
    }

    /** The number of the primary, as a Sentinel sees it. */
    public int primary() throws IOException, InterruptedException {
        String address = sentinels.get(0).tell("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "main");
        return address.endsWith("\n" + servers.get(0).port()) ? 0 : 1;
    }

    /** Has the replica take the place of the primary, which lives and becomes its replica. */
    public void failOver() throws IOException, InterruptedException {
        String told = sentinels.get(0).tell("SENTINEL", "FAILOVER", "main");
        if (!told.equals("OK")) {
            throw new IOException("Sentinel does not replace the primary: " + told);
        }
    }

    /**
     * Starts what was killed again, and waits until the primary has a replica that has all data. A server that comes back becomes one
     * after some seconds.
     */
    public void makeWhole() throws IOException, InterruptedException {
        for (RedisProcess server : servers) {
            server.startIfEnded();
        }
        long start = System.nanoTime();
        while (!servers.get(1 - primary()).tell("INFO", "replication").contains("master_link_status:up")) {
            pause(start, "the primary has no replica");
        }
    }

    private static void await(RedisProcess server, String text, String... question)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!(server.tell(question) + "\n").contains(text)) {
            pause(start, "no " + text + " of the server on port " + server.port());
        }
    }

    private static void pause(long start, String otherwise) throws IOException, InterruptedException {
        if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
            throw new IOException(otherwise);
        }
        TimeUnit.MILLISECONDS.sleep(20);
    }

    @Override
    public void close() {
        sentinels.forEach(RedisProcess::close);
        servers.forEach(RedisProcess::close);
    }
}
