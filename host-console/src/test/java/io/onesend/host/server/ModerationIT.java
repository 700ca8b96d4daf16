package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsException.Kind;
import io.onesend.host.ops.TypedCommand;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A host whose users an operator lists, sends away, keeps out and talks to, each by a typed line. */
class ModerationIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static Host host;
    private static LogicLoop loop;
    private static NetworkClient network;

    private final List<Guest> guests = new CopyOnWriteArrayList<>();

    /** A client and what it has heard. */
    private static final class Guest implements ChatClient.Listener {
        final List<ServerPacket> heard = new CopyOnWriteArrayList<>();
        final ChatClient client;
        volatile @Nullable DisconnectReason ended;

        Guest() throws Exception {
            InetSocketAddress address = host.address();
            client = get(ChatClient.connect(network, address, Duration.ofSeconds(5), this));
        }

        @Override
        public void onPacket(ServerPacket packet) {
            heard.add(packet);
        }

        @Override
        public void onDisconnect(DisconnectReason reason) {
            ended = reason;
        }
    }

    @BeforeAll
    static void start() {
        host = Host.start(TestHosts.config(folder));
        loop = LogicLoop.start("test-logic");
        network = NetworkClient.start(
                NetworkConfig.builder().transport(Transport.NIO).build(), loop);
    }

    @AfterAll
    static void stop() {
        network.close();
        loop.close();
        host.close();
    }

    @AfterEach
    void leave() throws OpsException {
        guests.forEach(guest -> guest.client.close());
        for (JsonNode ban : json("bans").path("bans")) {
            call("unban " + ban.path("who").asString());
        }
        await().until(() -> json("sessions").path("matching").asInt() == 0);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Guest guest() throws Exception {
        Guest guest = new Guest();
        guests.add(guest);
        // With its first bytes the connection becomes a session.
        guest.client.send(new Ping((short) 1));
        return guest;
    }

    private Guest user(String userId) throws Exception {
        Guest guest = guest();
        assertThat(get(guest.client.login(userId, "secret"))).isEqualTo(ResultCode.NONE);
        return guest;
    }

    private Guest member(String userId, int room) throws Exception {
        Guest guest = user(userId);
        assertThat(get(guest.client.enter(room))).isEqualTo(ResultCode.NONE);
        return guest;
    }

    private static OpsAnswer call(String line) throws OpsException {
        TypedCommand typed = TypedCommand.parse(host.operations(), line);
        return host.operations().call(Operator.CONSOLE, typed.operation().name(), typed.arguments());
    }

    private static JsonNode json(String line) throws OpsException {
        return JSON.valueToTree(call(line).json());
    }

    private static List<Integer> packetsIn() throws OpsException {
        return json("sessions by packets-in")
                .path("sessions")
                .valueStream()
                .map(row -> row.path("packetsIn").asInt())
                .toList();
    }

    private static OpsException refusal(String line) {
        return catchThrowableOfType(OpsException.class, () -> call(line));
    }

    private static void expectEnd(Guest guest) {
        await().until(() -> guest.ended != null);
    }

    @Test
    void listsSessionsUsersAndRooms() throws Exception {
        member("alice", 3);
        user("bob");
        guest();

        // The list is at most a second old.
        await().until(() -> packetsIn().equals(List.of(3, 2, 1)));

        JsonNode sessions = json("sessions by packets-in").path("sessions");
        assertThat(sessions.size()).isEqualTo(3);
        assertThat(sessions.path(0).path("user").asString()).isEqualTo("alice");
        assertThat(sessions.path(0).path("room").asInt()).isEqualTo(3);
        assertThat(sessions.path(1).path("user").asString()).isEqualTo("bob");
        assertThat(sessions.path(1).path("room").isNull()).isTrue();
        assertThat(sessions.path(2).path("user").isNull()).isTrue();
        assertThat(sessions.path(0).path("door").asString()).isEqualTo("plain");
        assertThat(sessions.path(0).path("address").asString()).startsWith("127.0.0.1:");

        long id = sessions.path(0).path("id").asLong();
        assertThat(json("session #" + id).path("user").asString()).isEqualTo("alice");
        assertThat(refusal("session 999999").kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(call("session " + id).lines().get(0))
                .matches("#" + id + " 127\\.0\\.0\\.1:\\d+ plain, alice in room 3, for \\d+ s,"
                        + " in 3 packets \\d+ bytes, out \\d+ packets \\d+ bytes");

        JsonNode first = json("sessions 2");
        assertThat(first.path("matching").asInt()).isEqualTo(3);
        JsonNode rest = json("sessions 2 after=" + first.path("next").asString());
        assertThat(rest.path("sessions").size()).isOne();
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(json("sessions user=bob").path("sessions").size()).isOne();
        assertThat(json("sessions user=nobody").path("sessions").size()).isZero();
        assertThat(json("sessions address=127.0.0.0/8").path("matching").asInt())
                .isEqualTo(3);
        assertThat(json("sessions address=192.0.2.0/24").path("matching").asInt())
                .isZero();
        assertThat(json("sessions door=websocket").path("matching").asInt()).isZero();
        assertThat(json("slow").size()).isZero();

        assertThat(call("users").lines()).hasSize(3).last().isEqualTo("2 users");
        assertThat(json("users a").path("users").path(0).path("user").asString())
                .isEqualTo("alice");
        assertThat(json("users limit=1").path("next").asString()).isEqualTo("alice");
        assertThat(json("users after=alice").path("users").path(0).path("user").asString())
                .isEqualTo("bob");
        JsonNode room = json("rooms").path("rooms").path(0);
        assertThat(room.path("number").asInt()).isEqualTo(3);
        assertThat(room.path("users").asInt()).isOne();
        assertThat(json("rooms by rate").path("inUse").asInt()).isOne();
        assertThat(json("room 3")
                        .path("members")
                        .path(0)
                        .path("here")
                        .path("session")
                        .asLong())
                .isEqualTo(id);
        assertThat(refusal("room 100000").kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThat(refusal("sessions 501")).hasMessage("limit is 501 and not 1 to 500");
        assertThat(refusal("sessions address=here").kind()).isEqualTo(Kind.BAD_REQUEST);
        assertThat(refusal("sessions after=x")).hasMessage("after is 'x', with which no list has ended");
        assertThat(refusal("notice lobby hello")).hasMessage("to is 'lobby', which is neither a room's number nor all");
        assertThat(refusal("notice all " + "x".repeat(257)))
                .hasMessage("text cannot be sent: a notice has 1 to 256 bytes of UTF-8; this one has 257");
        assertThat(refusal("ban 10.0.0.1/8"))
                .hasMessage(
                        "who is not an address: 10.0.0.1/8 does not begin at a block's first address, which is 10.0.0.0");
        assertThat(refusal("ban * for 1h")).hasMessage("who is neither an address nor a user id");
        assertThat(refusal("ban alice for 0")).hasMessage("duration is 0; without it the ban does not end by itself");
        assertThat(refusal("unban alice")).hasMessage("alice is not banned");
        assertThat(refusal("kick nobody")).hasMessage("nobody is not logged in on this host");
        assertThat(refusal("kick #999999")).hasMessage("there is no session 999999");
    }

    @Test
    void sendsAUserAndASessionAway() throws Exception {
        Guest alice = member("alice", 3);
        Guest stranger = guest();
        await().until(() -> json("sessions").path("matching").asInt() == 2);
        long id = json("sessions by age").path("sessions").path(1).path("id").asLong();

        assertThat(call("kick alice too loud").lines().get(0))
                .matches("alice, session #\\d+ of 127\\.0\\.0\\.1:\\d+, was sent away");
        assertThat(json("kick #" + id).path("session").asLong()).isEqualTo(id);

        expectEnd(alice);
        expectEnd(stranger);
        await().until(() -> get(guest().client.login("alice", "secret")) == ResultCode.NONE);
    }

    @Test
    void talksToARoomAndToAll() throws Exception {
        Guest alice = member("alice", 3);
        Guest bob = user("bob");

        assertThat(json("notice 3 to the room").path("receivers").asInt()).isOne();
        assertThat(call("notice all to everybody").lines()).containsExactly("said to 2 users of this host");

        await().until(() -> alice.heard.contains(new RoomChatNotify("*", "to everybody")));
        await().until(() -> bob.heard.contains(new RoomChatNotify("*", "to everybody")));
        assertThat(alice.heard).contains(new RoomChatNotify("*", "to the room"));
        assertThat(bob.heard).doesNotContain(new RoomChatNotify("*", "to the room"));
        assertThat(refusal("notice 100000 nobody").kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void keepsOutAUserAndAnAddress() throws Exception {
        Guest alice = user("alice");
        JsonNode banned = json("ban alice for 1h spam and more");
        assertThat(banned.path("stored").asBoolean()).isTrue();
        expectEnd(alice);
        assertThat(get(guest().client.login("alice", "secret"))).isEqualTo(ResultCode.LOGIN_TOO_MANY_ATTEMPTS);

        Guest bob = user("bob");
        call("ban 127.0.0.0/8");
        expectEnd(bob);
        Guest refused = guest();
        expectEnd(refused);

        assertThat(call("bans").lines()).hasSize(3).last().isEqualTo("2 bans");
        assertThat(call("bans").lines().get(0)).matches("user alice until \\S+, by console at \\S+: spam and more");
        assertThat(call("unban 127.0.0.0/8").lines()).containsExactly("127.0.0.0/8 may come in again");
        assertThat(call("unban alice").lines()).containsExactly("alice may come in again");
        await().until(() -> get(guest().client.login("alice", "secret")) == ResultCode.NONE);
    }
}
