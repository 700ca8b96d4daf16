package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.FeaturesResponse;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomHistoryNotify;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.packet.SessionTokenNotify;
import io.onesend.chat.packet.UnknownPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.NetworkServer;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketRegistry;
import io.onesend.network.testing.TestTransport;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each packet of the protocol when its receiver has no room left, under the policies that drop. */
class SlowReceiverIT {

    private static final PacketRegistry<ClientPacket, ServerPacket> REGISTRY = ChatProtocol.serverRegistry();

    private static final RoomChatNotify MESSAGE = new RoomChatNotify("alice", "hello");
    private static final int MESSAGE_BYTES = 295;
    private static final int MESSAGES_THAT_FIT = 4;

    private static final List<ServerPacket> MUST_ARRIVE = List.of(
            new DevEcho(new byte[1]),
            new Pong((short) 1),
            new LoginResponse(ResultCode.NONE),
            new RoomEnterResponse(ResultCode.NONE),
            new RoomNewUserNotify(1, "alice"),
            new RoomUserListNotify(List.of(new RoomUserListNotify.User(1, "alice"))),
            new RoomLeaveResponse(ResultCode.NONE),
            new RoomLeaveUserNotify(1),
            new RoomChatResponse(ResultCode.NONE),
            new FeaturesResponse(Features.POSITIONS, 0, 0),
            new SessionTokenNotify("token"),
            new ResumeResponse(ResultCode.NONE, 0),
            new RoomPositionNotify(1, 1),
            new RoomGapNotify(0, 1, 1, RoomGapNotify.Reason.TRIMMED),
            new RoomHistoryNotify(1),
            new MoveNotify("chat.example", 11021, 0));

    /** Sends in one callback, during which nothing is written, and remembers how the session ended. */
    private record Sender(Consumer<Session> sends, List<DisconnectReason> ends)
            implements SessionListener<ClientPacket> {
        @Override
        public void onConnect(Session session) {
            sends.accept(session);
            // Told to nobody before all of it has been done.
            session.close();
        }

        @Override
        public void onReceive(Session session, ClientPacket packet) {}

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            ends.add(reason);
        }
    }

    static Stream<Arguments> thatMustArrive() {
        return MUST_ARRIVE.stream()
                .flatMap(packet -> Stream.of(
                        Arguments.of(packet, Store.QUEUE, WhenFull.DROP_NEWEST),
                        Arguments.of(packet, Store.RING, WhenFull.DROP_NEWEST),
                        Arguments.of(packet, Store.QUEUE, WhenFull.DROP_OLDEST)));
    }

    static Stream<ServerPacket> packetsThatMustArrive() {
        return MUST_ARRIVE.stream();
    }

    @Test
    void everyPacketIsLookedAt() {
        Set<Object> all = leaves(ServerPacket.class)
                .filter(type -> type != UnknownPacket.class)
                .collect(Collectors.toSet());
        List<Object> seen = new ArrayList<>(List.of(MESSAGE.getClass()));
        MUST_ARRIVE.forEach(packet -> seen.add(packet.getClass()));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SlowReceiverIT::leaves)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("thatMustArrive")
    void itsSessionIsClosedRatherThanThatItIsDropped(ServerPacket packet, Store store, WhenFull whenFull)
            throws IOException {
        DisconnectReason end = endOf(store, whenFull, session -> {
            if (whenFull == WhenFull.DROP_OLDEST) {
                fillWith(packet, session);
            } else {
                fillWith(MESSAGE, session);
            }
            assertThat(send(session, packet)).isEqualTo(SendResult.CLOSED);
        });

        assertThat(end.name()).isEqualTo(DisconnectReason.SEND_LIMIT.name());
    }

    @ParameterizedTest
    @MethodSource("packetsThatMustArrive")
    void olderMessagesGiveWayToIt(ServerPacket packet) throws IOException {
        DisconnectReason end = endOf(Store.QUEUE, WhenFull.DROP_OLDEST, session -> {
            fillWith(MESSAGE, session);
            assertThat(send(session, packet)).isEqualTo(SendResult.ACCEPTED);
        });

        assertThat(end).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
    }

    @ParameterizedTest
    @MethodSource("storesThatDropTheNewest")
    void aMessageMayBeDropped(Store store) throws IOException {
        DisconnectReason end = endOf(store, WhenFull.DROP_NEWEST, session -> {
            fillWith(MESSAGE, session);
            assertThat(send(session, MESSAGE)).isEqualTo(SendResult.DROPPED);
        });

        assertThat(end).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
    }

    static Stream<Store> storesThatDropTheNewest() {
        return Stream.of(Store.values());
    }

    private static void fillWith(ServerPacket packet, Session session) {
        int length = length(packet);
        for (int bytes = length; bytes <= MESSAGES_THAT_FIT * MESSAGE_BYTES; bytes += length) {
            assertThat(send(session, packet)).isEqualTo(SendResult.ACCEPTED);
        }
    }

    private static SendResult send(Session session, ServerPacket packet) {
        try (EncodedPacket encoded = REGISTRY.encode(packet)) {
            return session.send(encoded);
        }
    }

    private static int length(ServerPacket packet) {
        try (EncodedPacket encoded = REGISTRY.encode(packet)) {
            return encoded.length();
        }
    }

    private static DisconnectReason endOf(Store store, WhenFull whenFull, Consumer<Session> sends) throws IOException {
        NetworkConfig config = NetworkConfig.builder()
                .host("127.0.0.1")
                .port(0)
                .transport(TestTransport.CHOSEN)
                .ioThreads(1)
                .sendStore(store)
                .sendMaxBytes(MESSAGES_THAT_FIT * MESSAGE_BYTES)
                .sendMaxTotalBytes(1 << 20)
                .sendWhenFull(whenFull)
                .build();
        Sender sender = new Sender(sends, new CopyOnWriteArrayList<>());
        LogicLoop loop = LogicLoop.start("test-logic");
        try (NetworkServer server = NetworkServer.start(config, loop, REGISTRY, sender);
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.shutdownOutput();
            await().until(() -> !sender.ends().isEmpty());
            return sender.ends().get(0);
        } finally {
            loop.close();
        }
    }
}
