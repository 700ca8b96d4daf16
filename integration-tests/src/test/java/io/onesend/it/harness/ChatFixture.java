package io.onesend.it.harness;

import java.util.concurrent.atomic.AtomicInteger;

/** One server for the tests of a class, users whose ids no other run has, and a fresh room for each test that asks. */
public final class ChatFixture implements AutoCloseable {

    private static final String PASSWORD = "pw";

    private final ServerProcess server;
    private final TestRedis redis;
    private final String prefix = TestRedis.unique();
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger users = new AtomicInteger();

    private ChatFixture(ServerProcess server, TestRedis redis) {
        this.server = server;
        this.redis = redis;
    }

    /** A server of the course's form with these settings on top. */
    public static ChatFixture start(String... settings) {
        return start(ServerProcess.launchPlaintext(TestRedis.shared()).set(settings));
    }

    /** A server of the course's form, of the Redis that all tests share. */
    public static ChatFixture start(ServerProcess.Launch launch) {
        return new ChatFixture(launch.start(), TestRedis.shared());
    }

    public ServerProcess server() {
        return server;
    }

    public TestRedis redis() {
        return redis;
    }

    public String password() {
        return PASSWORD;
    }

    /** The id of an account nobody used yet. */
    public String account() {
        String id = prefix + "-" + users.incrementAndGet();
        redis.plaintext(id, PASSWORD);
        return id;
    }

    public RawClient connect() {
        return server.connect();
    }

    public RawClient login(String id) {
        return connect().loginOnceFree(id, PASSWORD);
    }

    /** A client of a fresh account, logged in. */
    public RawClient user() {
        return login(account());
    }

    /** A client of a fresh account, in a room; what it was told on entering is read. */
    public RawClient member(int room) {
        RawClient client = user();
        client.enter(room);
        return client;
    }

    /** A room that no other test of this server is in. */
    public int room() {
        return rooms.getAndIncrement();
    }

    @Override
    public void close() {
        server.close();
    }
}
