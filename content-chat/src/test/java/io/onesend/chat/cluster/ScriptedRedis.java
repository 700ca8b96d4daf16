package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.FakeSession;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.statistics.ClusterStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Hosts with one model of Redis, all in the hands of the test. */
final class ScriptedRedis implements AutoCloseable {

    /** One host and its port. */
    record Host(ChatFixture chat, ScriptedPort port, String hid) {

        ClusterStatistics statistics() {
            return Objects.requireNonNull(chat.server.clusterStatistics());
        }
    }

    /** Until each host has seen that the others beat. */
    static final Duration TWO_BEATS = ClusterConfig.named("test").lease().dividedBy(5);

    private final ChatConfig config;
    private final ClusterConfig cluster;
    final ModelPrimary primary;
    final List<Host> hosts = new ArrayList<>();
    private long millis;

    ScriptedRedis(ChatConfig config, ClusterConfig cluster) {
        this.config = config;
        this.cluster = cluster;
        primary = new ModelPrimary(config.rooms().maxUsers(), cluster.history(), this::published);
    }

    private void published(int partition, int channel, byte[] message) {
        hosts.forEach(host -> host.port().published(partition, channel, message));
    }

    /** A message on a control channel; how many hosts hear it. */
    long tell(String channel, byte[] message) {
        return hosts.stream().filter(host -> host.port().hear(channel, message)).count();
    }

    Object call(@Nullable Integer partition, FunctionCall call) {
        return partition == null ? primary.call(call, millis) : primary.call(partition, call, millis);
    }

    void eachPartition(IntConsumer action) {
        for (int partition = 0; partition < cluster.partitions(); partition++) {
            action.accept(partition);
        }
    }

    /** A host more, connected, live, and sure that the history is whole. */
    Host addHost() {
        return addHost(cluster);
    }

    /** A host more that is configured in its own way. */
    Host addHost(ClusterConfig own) {
        ScriptedPort port = new ScriptedPort(this);
        String hid = "host" + hosts.size();
        ClusterKeys keys = new ClusterKeys("test:", cluster.partitions());
        ChatFixture chat = new ChatFixture(
                config,
                loop -> new ClusterParts(
                        own, port, keys, loop, new Random(hosts.size()), hid, () -> millis * 1_000_000));
        Host host = new Host(chat, port, hid);
        hosts.add(host);
        chat.settle();
        chat.loop.execute(port::connect);
        settle();
        run(TWO_BEATS);
        return host;
    }

    /** A user of a host, who has just logged in. */
    FakeSession loggedIn(Host host, String userId) {
        FakeSession session = login(host, userId);
        assertThat(session.takeSent()).containsExactly(new LoginResponse(ResultCode.NONE));
        return session;
    }

    /** A session that has asked to be logged in. */
    FakeSession login(Host host, String userId) {
        host.chat().addUser(userId);
        FakeSession session = host.chat().connect();
        session.receive(new LoginRequest(userId, ChatFixture.PASSWORD));
        settle();
        return session;
    }

    /** A user of a host in a room, having read what it was sent on entering. */
    FakeSession inRoom(Host host, String userId, int room) {
        FakeSession session = loggedIn(host, userId);
        session.receive(new RoomEnterRequest(room));
        settle();
        session.takeSent();
        return session;
    }

    /** Everything that can happen without time has happened. */
    void settle() {
        boolean any = true;
        while (any) {
            any = false;
            for (Host host : hosts) {
                host.chat().settle();
                boolean[] delivered = new boolean[1];
                host.chat().loop.execute(() -> delivered[0] = host.port().deliver());
                host.chat().settle();
                any |= delivered[0];
            }
        }
    }

    void run(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 50) {
            millis += 50;
            hosts.forEach(host -> host.chat().pass(Duration.ofMillis(50)));
            settle();
        }
    }

    /** Does something on a host's logic thread. */
    void at(Host host, Runnable action) {
        host.chat().loop.execute(action);
        host.chat().settle();
    }

    /** Breaks the links of all hosts. */
    void cutAll() {
        hosts.forEach(host -> at(host, host.port()::cut));
    }

    void connectAll() {
        hosts.forEach(host -> at(host, host.port()::connect));
    }

    /** Says one text after the other, as far as each can come without time. */
    void say(FakeSession session, String... texts) {
        for (String text : texts) {
            session.receive(new RoomChatRequest(text));
            settle();
        }
    }

    List<ServerPacket> heardBy(FakeSession session) {
        settle();
        return session.takeSent();
    }

    @Override
    public void close() {
        hosts.forEach(host -> host.chat().close());
    }
}
