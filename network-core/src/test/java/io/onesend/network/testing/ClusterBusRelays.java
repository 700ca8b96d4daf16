package io.onesend.network.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Relays on the cluster bus, by which the nodes of a Redis Cluster know whether the others live: one in front of each node, which
 * the others take for the node. They can part one node from all others, which needs no rights, and leaves it to its clients.
 */
final class ClusterBusRelays implements AutoCloseable {

    /** A node says who it is in each message; the first one has come by then. */
    private static final int SENDER_AT = 40;

    private static final int ID_LENGTH = 40;

    /** Whom nobody has named. */
    private static final String NOBODY = "";

    /** Of the node that is parted from all others. */
    private volatile String parted = NOBODY;

    private final List<Relay> relays = new ArrayList<>();

    /** Starts a relay to the next node, and returns its port. */
    int relayTo(int busPort) throws IOException {
        Relay relay = new Relay(new ServerSocket(FreePort.choose(), 50, InetAddress.getByName("127.0.0.1")), busPort);
        relays.add(relay);
        daemon("bus-relay", relay::accept);
        return relay.port();
    }

    int port(int node) {
        return relays.get(node).port();
    }

    /** Tells the id of a node. */
    void name(int node, String id) {
        relays.get(node).node = id;
    }

    /** From now on nothing passes from or to this node. */
    void part(String id) {
        parted = id;
        relays.forEach(Relay::closeParted);
    }

    /** Everything passes again. The nodes connect by themselves. */
    void join() {
        parted = NOBODY;
    }

    void removeLast() {
        relays.remove(relays.size() - 1).close();
    }

    @Override
    public void close() {
        relays.forEach(Relay::close);
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** In front of one node. */
    private final class Relay {
        private final ServerSocket listening;
        private final int busPort;
        private final Set<Passage> open = ConcurrentHashMap.newKeySet();
        private volatile String node = NOBODY;

        Relay(ServerSocket listening, int busPort) {
            this.listening = listening;
            this.busPort = busPort;
        }

        int port() {
            return listening.getLocalPort();
        }

        void accept() {
            while (!listening.isClosed()) {
                try {
                    Passage passage = new Passage(this, listening.accept());
                    open.add(passage);
                    daemon("bus-relay-there", passage::run);
                } catch (IOException closed) {
                    close();
                }
            }
        }

        void closeParted() {
            open.stream().filter(Passage::isParted).forEach(Passage::close);
        }

        void close() {
            try {
                listening.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            open.forEach(Passage::close);
        }
    }

    /** From a node that has connected to another one. */
    private final class Passage {
        private final Relay relay;
        private final Socket from;
        private final Socket to = new Socket();
        private volatile String sender = NOBODY;

        Passage(Relay relay, Socket from) {
            this.relay = relay;
            this.from = from;
        }

        boolean isParted() {
            String id = parted;
            return !id.equals(NOBODY) && (id.equals(sender) || id.equals(relay.node));
        }

        void run() {
            try {
                from.setTcpNoDelay(true);
                to.setTcpNoDelay(true);
                byte[] head = new byte[SENDER_AT + ID_LENGTH];
                new DataInputStream(from.getInputStream()).readFully(head);
                sender = new String(head, SENDER_AT, ID_LENGTH, StandardCharsets.US_ASCII);
                if (isParted()) {
                    return;
                }
                to.connect(new InetSocketAddress("127.0.0.1", relay.busPort));
                daemon("bus-relay-back", () -> copy(to, from));
                to.getOutputStream().write(head);
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException ended) {
                // A node may end or be killed at any time: the other end hears of it below.
            } finally {
                close();
            }
        }

        private void copy(Socket source, Socket target) {
            try {
                source.getInputStream().transferTo(target.getOutputStream());
            } catch (IOException ended) {
                // As above.
            } finally {
                close();
            }
        }

        void close() {
            relay.open.remove(this);
            ClusterBusRelays.close(from);
            ClusterBusRelays.close(to);
        }
    }
}
