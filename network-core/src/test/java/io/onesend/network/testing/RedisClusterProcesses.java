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

    private final Path folder;
    private final List<String> settings;
    private final ClusterBusRelays bus = new ClusterBusRelays();
    private final List<RedisProcess> nodes = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int replicas;

    private RedisClusterProcesses(Path folder, String... settings) {
        this.folder = folder;
        this.settings = List.of(settings);
    }

    /**
     * Starts it and waits until it serves all slots.
     *
     * @param replicas of each primary
     * @param settings of each node, as on a command line
     */
    public static RedisClusterProcesses startIn(Path folder, int primaries, int replicas, String... settings)
            throws IOException, InterruptedException {
        RedisClusterProcesses cluster = new RedisClusterProcesses(folder, settings);
        try {
            for (int node = 0; node < primaries * (1 + replicas); node++) {
                cluster.nodes.add(cluster.startNode());
            }
            cluster.create(replicas);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private RedisProcess startNode() throws IOException, InterruptedException {
        int port = FreePort.choose();
        int busPort = FreePort.choose();
        List<String> all = new ArrayList<>(List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                Integer.toString(busPort),
                "--cluster-announce-bus-port",
                Integer.toString(bus.relayTo(busPort)),
                "--cluster-config-file",
                "nodes-" + port + ".conf",
                "--cluster-node-timeout",
                NODE_TIMEOUT_MILLIS,
                "--repl-diskless-sync-delay",
                "0"));
        all.addAll(settings);
        return RedisProcess.startOn(port, folder, all.toArray(String[]::new));
    }

    private void create(int replicasOfEach) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("--cluster", "create"));
        nodes.forEach(node -> command.add("127.0.0.1:" + node.port()));
        command.addAll(List.of("--cluster-replicas", Integer.toString(replicasOfEach), "--cluster-yes"));
        replicas = nodes.size() / (1 + replicasOfEach) * replicasOfEach;
        String told = nodes.get(0).tell(command.toArray(String[]::new));
        for (RedisProcess node : nodes) {
            know(node);
            await(node, "cluster_state:ok", told, "CLUSTER", "INFO");
        }
        makeWhole();
    }

    private void know(RedisProcess node) throws IOException, InterruptedException {
        String id = node.tell("CLUSTER", "MYID");
        bus.name(ids.size(), id);
        ids.add(id);
    }

    private static void await(RedisProcess node, String text, String otherwise, String... question)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!node.tell(question).contains(text)) {
            pause(start, "no " + text + " of the node on port " + node.port() + "; " + otherwise);
        }
    }

    private static void pause(long start, String otherwise) throws IOException, InterruptedException {
        if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
            throw new IOException(otherwise);
        }
        TimeUnit.MILLISECONDS.sleep(20);
    }

    public RedisProcess node(int number) {
        return nodes.get(number);
    }

    public String uri() {
        return nodes.get(0).uri();
    }

    /** The number of nodes. */
    public int size() {
        return nodes.size();
    }

    /** The number of the primary that has a slot; where nodes differ, by the newest of what they know. */
    public int primaryOf(int slot) throws IOException, InterruptedException {
        String newest = "";
        long epoch = -1;
        for (RedisProcess asked : nodes) {
            String table = asked.isSilent() ? "" : asked.tell("CLUSTER", "NODES");
            for (String line : table.split("\n")) {
                String[] words = line.split(" ");
                if (words.length > 8
                        && !words[2].contains("fail")
                        && words[2].contains("master")
                        && has(words, slot)
                        && Long.parseLong(words[6]) > epoch) {
                    newest = words[0];
                    epoch = Long.parseLong(words[6]);
                }
            }
        }
        if (epoch < 0) {
            throw new IOException("no primary has slot " + slot);
        }
        return ids.indexOf(newest);
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

    /** Starts one more primary, without slots, and waits until every node knows it. */
    public int add() throws IOException, InterruptedException {
        RedisProcess node = startNode();
        nodes.add(node);
        know(node);
        int number = nodes.size() - 1;
        String busPort = Integer.toString(bus.port(0));
        node.tell("CLUSTER", "MEET", "127.0.0.1", Integer.toString(nodes.get(0).port()), busPort);
        for (RedisProcess other : nodes) {
            await(other, ids.get(number), "a new node is not known", "CLUSTER", "NODES");
        }
        await(node, "cluster_state:ok", "a new node knows too little", "CLUSTER", "INFO");
        return number;
    }

    /** Ends the last node, which has no slots any more; the others forget it. */
    public void removeLast() throws IOException, InterruptedException {
        int number = nodes.size() - 1;
        String id = ids.remove(number);
        RedisProcess removed = nodes.remove(number);
        // At once everywhere: a node hears of a forgotten one again from a node that has not forgotten it.
        for (RedisProcess node : nodes) {
            node.tell("CLUSTER", "FORGET", id);
        }
        removed.close();
        bus.removeLast();
    }

    /**
     * Parts a primary from all other nodes, its replicas too. Clients still reach it: it is on the side of the minority, and finds
     * that out after the node time-out.
     */
    public void part(int primary) throws IOException, InterruptedException {
        bus.part(ids.get(primary));
        nodes.get(primary).tell("ACL", "SETUSER", "default", "-psync");
        nodes.get(primary).tell("CLIENT", "KILL", "TYPE", "REPLICA");
    }

    /** Ends what {@link #part} did. */
    public void join(int node) throws IOException, InterruptedException {
        nodes.get(node).tell("ACL", "SETUSER", "default", "+psync");
        bus.join();
    }

    /** Starts what was killed again, and waits until all replicas have all data, and no node misses another. */
    public void makeWhole() throws IOException, InterruptedException {
        for (RedisProcess node : nodes) {
            node.startIfEnded();
        }
        long start = System.nanoTime();
        while (upToDate() < replicas) {
            pause(start, "a primary has no replica");
        }
        for (RedisProcess node : nodes) {
            await(node, "cluster_state:ok", "a node is alone", "CLUSTER", "INFO");
        }
    }

    private int upToDate() throws IOException, InterruptedException {
        int number = 0;
        for (RedisProcess node : nodes) {
            number += node.tell("INFO", "replication").contains("master_link_status:up") ? 1 : 0;
        }
        return number;
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
        bus.close();
    }
}
