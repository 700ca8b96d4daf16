package io.onesend.network.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Redis Cluster of child processes on loopback. Nodes are numbered from 0, primaries first. */
public final class RedisClusterProcesses implements AutoCloseable {

    /** A primary that is gone is replaced in two or three times this. */
    private static final String NODE_TIMEOUT_MILLIS = "1000";

    private static final long DEADLINE_SECONDS = 60;
    private static final int KEYS_A_STEP = 100;

    private final List<RedisProcess> nodes = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    private RedisClusterProcesses() {}

    /**
     * Starts it and waits until it serves all slots.
     *
     * @param replicas of each primary
     */
    public static RedisClusterProcesses startIn(Path folder, int primaries, int replicas)
            throws IOException, InterruptedException {
        RedisClusterProcesses cluster = new RedisClusterProcesses();
        try {
            for (int node = 0; node < primaries * (1 + replicas); node++) {
                cluster.nodes.add(startNode(folder));
            }
            cluster.create(replicas);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static RedisProcess startNode(Path folder) throws IOException, InterruptedException {
        int port = FreePort.choose();
        return RedisProcess.startOn(
                port,
                folder,
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                Integer.toString(FreePort.choose()),
                "--cluster-config-file",
                "nodes-" + port + ".conf",
                "--cluster-node-timeout",
                NODE_TIMEOUT_MILLIS,
                "--repl-diskless-sync-delay",
                "0");
    }

    private void create(int replicas) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("--cluster", "create"));
        nodes.forEach(node -> command.add("127.0.0.1:" + node.port()));
        command.addAll(List.of("--cluster-replicas", Integer.toString(replicas), "--cluster-yes"));
        String told = nodes.get(0).tell(command.toArray(String[]::new));
        for (RedisProcess node : nodes) {
            ids.add(node.tell("CLUSTER", "MYID"));
            await(node, "cluster_state:ok", told, "CLUSTER", "INFO");
        }
        for (RedisProcess replica : nodes.subList(nodes.size() / (1 + replicas), nodes.size())) {
            await(replica, "master_link_status:up", told, "INFO", "replication");
        }
    }

    private static void await(RedisProcess node, String text, String otherwise, String... question)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!node.tell(question).contains(text)) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
                throw new IOException("no " + text + " of the node on port " + node.port() + "; " + otherwise);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    public RedisProcess node(int number) {
        return nodes.get(number);
    }

    public String uri() {
        return nodes.get(0).uri();
    }

    /** The number of the primary that has a slot, as one of them sees it. */
    public int primaryOf(int slot) throws IOException, InterruptedException {
        for (RedisProcess asked : nodes) {
            for (String line : asked.tell("CLUSTER", "NODES").split("\n")) {
                String[] words = line.split(" ");
                if (words.length > 8 && !words[2].contains("fail") && words[2].contains("master") && has(words, slot)) {
                    return ids.indexOf(words[0]);
                }
            }
        }
        throw new IOException("no primary has slot " + slot);
    }

    private static boolean has(String[] words, int slot) {
        for (int range = 8; range < words.length; range++) {
            String[] ends = words[range].split("-");
            if (words[range].matches("\\d+(-\\d+)?")
                    && slot >= Integer.parseInt(ends[0])
                    && slot <= Integer.parseInt(ends[ends.length - 1])) {
                return true;
            }
        }
        return false;
    }

    /** The number of a primary's replica. */
    public int replicaOf(int primary) throws IOException, InterruptedException {
        for (String line : nodes.get(primary).tell("CLUSTER", "NODES").split("\n")) {
            String[] words = line.split(" ");
            if (words[2].contains("slave") && words[3].equals(ids.get(primary))) {
                return ids.indexOf(words[0]);
            }
        }
        throw new IOException("node " + primary + " has no replica");
    }

    /** Moves a slot with its keys, a part of them at a time. */
    public void move(int slot, int from, int to) throws IOException, InterruptedException {
        String number = Integer.toString(slot);
        nodes.get(to).tell("CLUSTER", "SETSLOT", number, "IMPORTING", ids.get(from));
        nodes.get(from).tell("CLUSTER", "SETSLOT", number, "MIGRATING", ids.get(to));
        while (true) {
            String keys = nodes.get(from).tell("CLUSTER", "GETKEYSINSLOT", number, Integer.toString(KEYS_A_STEP));
            if (keys.isEmpty()) {
                break;
            }
            List<String> migrate = new ArrayList<>(List.of(
                    "MIGRATE", "127.0.0.1", Integer.toString(nodes.get(to).port()), "", "0", "5000", "KEYS"));
            migrate.addAll(List.of(keys.split("\n")));
            nodes.get(from).tell(migrate.toArray(String[]::new));
        }
        nodes.get(to).tell("CLUSTER", "SETSLOT", number, "NODE", ids.get(to));
        nodes.get(from).tell("CLUSTER", "SETSLOT", number, "NODE", ids.get(to));
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}
