package io.onesend.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between one host and its Redis, and can part them while both still see their connections open. What was on its way when
 * they are parted arrives when they are joined again, late.
 */
final class RedisRelay implements AutoCloseable {

    private static final String SUBSCRIPTION = "SSUBSCRIBE";

    private final int redisPort;
    private final ServerSocket listening;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition joined = lock.newCondition();
    private boolean parted;

    private RedisRelay(int redisPort, ServerSocket listening) {
        this.redisPort = redisPort;
        this.listening = listening;
    }

    static RedisRelay to(int redisPort) {
        try {
            RedisRelay relay = new RedisRelay(redisPort, new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
            daemon("relay-accept", relay::accept);
            return relay;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String uri() {
        return "redis://127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on nothing passes. New connections are accepted, and nothing passes on them either. */
    void part() {
        set(true);
    }

    /** Everything passes again, what was held back first. */
    void join() {
        set(false);
    }

    /** Ends all connections. What was on its way is lost. */
    void hangUp() {
        connections.forEach(Connection::close);
    }

    /** From now on nothing comes by the feeds that are open now: their connections stay, and what Redis sends is dropped. */
    void deafen() {
        connections.stream().filter(connection -> connection.isFeed).forEach(connection -> connection.isDeaf = true);
    }

    private void set(boolean value) {
        lock.lock();
        try {
            parted = value;
            joined.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitJoined() {
        lock.lock();
        try {
            while (parted) {
                joined.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Connection connection = new Connection(listening.accept());
                connections.add(connection);
                daemon("relay-to-redis", connection::open);
            } catch (IOException closed) {
                close();
            }
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        join();
        hangUp();
    }

    /** A host's connection, and the relay's own to Redis. When one ends, so does the other. */
    private final class Connection {
        private final Socket host;
        private final Socket redis = new Socket();
        private volatile boolean isFeed;
        private volatile boolean isDeaf;

        Connection(Socket host) {
            this.host = host;
        }

        void open() {
            try {
                awaitJoined();
                redis.connect(new InetSocketAddress("127.0.0.1", redisPort));
                redis.setTcpNoDelay(true);
                host.setTcpNoDelay(true);
                daemon("relay-to-host", () -> copy(redis, host, false));
                copy(host, redis, true);
            } catch (IOException refused) {
                close();
            }
        }

        private void copy(Socket from, Socket to, boolean toRedis) {
            byte[] buffer = new byte[1 << 16];
            try {
                for (int read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    awaitJoined();
                    if (toRedis && !isFeed) {
                        isFeed = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(SUBSCRIPTION);
                    }
                    if (toRedis || !isDeaf) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException ended) {
                // Either end may end at any time: that is passed on below.
            } finally {
                awaitJoined();
                close();
            }
        }

        void close() {
            connections.remove(this);
            for (Socket socket : new Socket[] {host, redis}) {
                try {
                    socket.close();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }
}
