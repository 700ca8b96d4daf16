package io.onesend.it.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.Transport;
import io.onesend.network.testing.RedisProcess;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Tests that servers by hand share rooms over Redis: otherwise the comparison would be wrong. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class PubSubServerIT {

    private static final int MESSAGES = 200;

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private NettyListener left;
    private NettyListener right;

    @BeforeEach
    void start() throws Exception {
        RedisProcess redis = RedisProcess.startIn(folder);
        opened.add(redis);
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", redis.port());
        left = PubSubServer.start(Transport.NIO, address);
        opened.add(left);
        right = PubSubServer.start(Transport.NIO, address);
        opened.add(right);
    }

    @AfterEach
    void stop() throws Exception {
        for (int last = opened.size() - 1; last >= 0; last--) {
            opened.get(last).close();
        }
    }

    private RawClient member(NettyListener server, String user, int room) {
        RawClient client = RawClient.connect(server.address()).login(user, "pw");
        opened.add(client);
        client.send(Wire.enter(room)).expect(Wire.ROOM_ENTER_RESPONSE, 0);
        Packet list = client.next(Wire.ROOM_USER_LIST_NOTIFY);
        assertThat(list.users()).extracting(Packet.User::userId).endsWith(user);
        // By way of Redis: its own entry, too.
        assertThat(client.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().userId()).isEqualTo(user);
        return client;
    }

    @Test
    void whatIsSaidOnOneServerIsHeardOnBothAndInNoOtherRoom() {
        RawClient alice = member(left, "alice", 7);
        RawClient bob = member(right, "bob", 7);
        RawClient elsewhere = member(right, "elsewhere", 8);
        assertThat(alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().userId()).isEqualTo("bob");

        for (int number = 0; number < MESSAGES; number++) {
            alice.send(Wire.chat("message " + number));
        }

        List<String> said = IntStream.range(0, MESSAGES)
                .mapToObj(number -> "message " + number)
                .toList();
        assertThat(heardBy(alice)).isEqualTo(said);
        assertThat(heardBy(bob)).isEqualTo(said);
        assertThat(elsewhere.chat("alone").message()).isEqualTo("alone");
    }

    /** The answers that come in between are of no interest here. */
    private static List<String> heardBy(RawClient client) {
        List<String> heard = new ArrayList<>();
        while (heard.size() < MESSAGES) {
            Packet packet = client.next();
            if (packet.id() == Wire.ROOM_CHAT_NOTIFY) {
                assertThat(packet.sender()).isEqualTo("alice");
                heard.add(packet.message());
            }
        }
        return heard;
    }

    @Test
    void whoLeavesIsSeenToLeaveOnTheOtherServer() {
        RawClient alice = member(left, "alice", 7);
        RawClient bob = member(right, "bob", 7);
        long bobsId = alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().uniqueId();

        bob.close();

        assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(bobsId);
    }
}
