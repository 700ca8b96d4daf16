package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.ClusterParts;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.login.HeldPasswords;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A chat server without network, Redis, threads or a clock of its own. Users of the store have the password "secret". */
public final class ChatFixture implements AutoCloseable {

    public static final String PASSWORD = "secret";

    private static final String PASSWORD_HASH = HeldPasswords.CHEAP.hash(PASSWORD);

    public final LogicLoop loop;
    public final FakeAccountStore accounts = new FakeAccountStore();
    public final HeldPasswords passwords = new HeldPasswords();
    public final ChatServer server;

    // Close to where a long turns over: nanoTime may be anywhere.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final List<FakeSession> connected = new ArrayList<>();
    private long sessions;

    public ChatFixture(ChatConfig config) {
        loop = LogicLoop.stepped(nanos::get);
        server = new ChatServer(config, accounts, passwords.threads(), nanos::get);
    }

    /** One of several hosts. */
    public ChatFixture(ChatConfig config, Function<LogicLoop, ClusterParts> parts) {
        loop = LogicLoop.stepped(nanos::get);
        server = new ChatServer(config, accounts, passwords.threads(), nanos::get, parts.apply(loop));
    }

    /** One of several hosts, on a loop and a clock of the caller's. */
    public ChatFixture(ChatConfig config, LongSupplier nanoTime, ClusterParts parts) {
        loop = parts.loop();
        server = new ChatServer(config, accounts, passwords.threads(), nanoTime, parts);
    }

    public static ChatFixture withDefaults() {
        return new ChatFixture(ChatConfig.defaults());
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    public FakeSession connect() {
        return connectFrom("192.0.2.1");
    }

    public FakeSession connectFrom(String address) {
        try {
            FakeSession session = new FakeSession(
                    ++sessions, new InetSocketAddress(InetAddress.getByName(address), 40_000), loop, server.listener());
            connected.add(session);
            return session;
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public void addUser(String userId) {
        accounts.hashes.put(userId, PASSWORD_HASH);
    }

    /** A session that has just logged in, as a user of the store. */
    public FakeSession loggedIn(String userId) {
        addUser(userId);
        FakeSession session = connect();
        session.receive(new LoginRequest(userId, PASSWORD));
        assertThat(session.takeSent()).containsExactly(new LoginResponse(ResultCode.NONE));
        return session;
    }

    /** A session in a room, having read what it was sent on entering. */
    public FakeSession inRoom(String userId, int room) {
        FakeSession session = loggedIn(userId);
        session.receive(new RoomEnterRequest(room));
        session.takeSent();
        return session;
    }

    /** Empties the server over this time, once its loop is stepped. */
    public Draining drain(Duration over) {
        return server.drain(
                () -> connected.stream()
                        .filter(session -> session.ended() == null)
                        .map(Session.class::cast)
                        .toList(),
                over);
    }

    public void settle() {
        while (loop.step() > 0) {
            continue;
        }
    }

    @Override
    public void close() {
        server.close();
        loop.close();
    }
}
