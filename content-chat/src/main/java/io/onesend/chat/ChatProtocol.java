package io.onesend.chat;

import static io.onesend.chat.user.ChatUser.State.CONNECTED;
import static io.onesend.chat.user.ChatUser.State.IN_ROOM;
import static io.onesend.chat.user.ChatUser.State.LOGGED_IN;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.FeaturesResponse;
import io.onesend.chat.packet.GuardedRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomHistoryNotify;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.packet.SessionTokenNotify;
import io.onesend.chat.packet.UnknownPacket;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.PacketCodec;
import io.onesend.network.packet.PacketRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of all packets: what an id is, how it is read and written, when it may come, and who handles it. The
 * registries of both sides and the dispatch of what arrives are made from it, so nothing else knows an id.
 */
public final class ChatProtocol {

    /** The longest user id and the longest password or token, in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = LoginRequest.MAX_NAME_BYTES;

    /** The longest message, in bytes of UTF-8. */
    public static final int MAX_MESSAGE_BYTES = RoomChatRequest.MAX_MESSAGE_BYTES;

    /** Id, packet, codec, the one state it is handled in, handler. */
    private static final List<FromClient<?>> FROM_CLIENT = List.of(
            always(1, DevEcho.class, DevEcho.CODEC, ChatHandlers::echo),
            always(2, Ping.class, Ping.CODEC, ChatHandlers::ping),
            only(201, LoginRequest.class, LoginRequest.CODEC, CONNECTED, ChatHandlers::login),
            only(206, RoomEnterRequest.class, RoomEnterRequest.CODEC, LOGGED_IN, ChatHandlers::enter),
            only(215, RoomLeaveRequest.class, RoomLeaveRequest.CODEC, IN_ROOM, ChatHandlers::leave),
            only(221, RoomChatRequest.class, RoomChatRequest.CODEC, IN_ROOM, ChatHandlers::chat),
            elseUnknown(231, FeaturesRequest.class, FeaturesRequest.CODEC, CONNECTED, ChatHandlers::features),
            only(234, ResumeRequest.class, ResumeRequest.CODEC, CONNECTED, ChatHandlers::resume));

    /**
     * Id, packet, codec. Packets that are {@code sent} are never dropped: a client would wait for ever for a dropped answer, or
     * go on showing a user who has left. A receiver without space for one is disconnected.
     */
    private static final List<FromServer<?>> FROM_SERVER = List.of(
            sent(1, DevEcho.class, DevEcho.CODEC),
            sent(3, Pong.class, Pong.CODEC),
            sent(202, LoginResponse.class, LoginResponse.CODEC),
            sent(207, RoomEnterResponse.class, RoomEnterResponse.CODEC),
            sent(208, RoomNewUserNotify.class, RoomNewUserNotify.CODEC),
            sent(209, RoomUserListNotify.class, RoomUserListNotify.CODEC),
            sent(216, RoomLeaveResponse.class, RoomLeaveResponse.CODEC),
            sent(217, RoomLeaveUserNotify.class, RoomLeaveUserNotify.CODEC),
            sent(222, RoomChatResponse.class, RoomChatResponse.CODEC),
            droppable(223, RoomChatNotify.class, RoomChatNotify.CODEC),
            sent(232, FeaturesResponse.class, FeaturesResponse.CODEC),
            sent(233, SessionTokenNotify.class, SessionTokenNotify.CODEC),
            sent(235, ResumeResponse.class, ResumeResponse.CODEC),
            sent(236, RoomPositionNotify.class, RoomPositionNotify.CODEC),
            sent(237, RoomGapNotify.class, RoomGapNotify.CODEC),
            sent(238, RoomHistoryNotify.class, RoomHistoryNotify.CODEC),
            sent(239, MoveNotify.class, MoveNotify.CODEC));

    private static final Map<Class<?>, FromClient<?>> BY_TYPE =
            FROM_CLIENT.stream().collect(Collectors.toUnmodifiableMap(FromClient::type, row -> row));

    private ChatProtocol() {}

    @FunctionalInterface
    private interface Handler<P> {
        void handle(ChatHandlers handlers, ChatUser user, P packet);
    }

    /** A row of the first table; state null: any. */
    private record FromClient<P extends ClientPacket>(
            int id, Class<P> type, PacketCodec<P> codec, ChatUser.@Nullable State state, Handler<P> handler) {

        void dispatch(ChatHandlers handlers, ChatUser user, ClientPacket packet) {
            if (state == null || state == user.state()) {
                handler.handle(handlers, user, type.cast(packet));
            } else if (packet instanceof GuardedRequest request) {
                handlers.refused(user, request.refusedWhen(user.state() == IN_ROOM));
            } else {
                handlers.unknown(user, new UnknownPacket(id));
            }
        }

        void receivedBy(PacketRegistry.Builder<ClientPacket, ServerPacket> server) {
            server.receives(id, codec);
        }

        void sentBy(PacketRegistry.Builder<ServerPacket, ClientPacket> client) {
            client.sends(id, type, codec);
        }
    }

    /** A row of the second table. */
    private record FromServer<P extends ServerPacket>(int id, Class<P> type, PacketCodec<P> codec, Delivery delivery) {

        void sentBy(PacketRegistry.Builder<ClientPacket, ServerPacket> server) {
            server.sends(id, type, codec, delivery);
        }

        void receivedBy(PacketRegistry.Builder<ServerPacket, ClientPacket> client) {
            client.receives(id, codec);
        }
    }

    /** What the server receives and sends. */
    @AnyThread
    public static PacketRegistry<ClientPacket, ServerPacket> serverRegistry() {
        PacketRegistry.Builder<ClientPacket, ServerPacket> server = PacketRegistry.builder(UnknownPacket::new);
        FROM_CLIENT.forEach(row -> row.receivedBy(server));
        FROM_SERVER.forEach(row -> row.sentBy(server));
        return server.build();
    }

    /** What the client receives and sends. */
    @AnyThread
    public static PacketRegistry<ServerPacket, ClientPacket> clientRegistry() {
        PacketRegistry.Builder<ServerPacket, ClientPacket> client = PacketRegistry.builder(UnknownPacket::new);
        FROM_SERVER.forEach(row -> row.receivedBy(client));
        FROM_CLIENT.forEach(row -> row.sentBy(client));
        return client.build();
    }

    /** Handles a packet, or refuses it if its user is in another state than the table asks for. */
    @LogicThread
    static void dispatch(ChatHandlers handlers, ChatUser user, ClientPacket packet) {
        assert user.session().logicLoop().inLoop();
        FromClient<?> row = BY_TYPE.get(packet.getClass());
        if (row != null) {
            row.dispatch(handlers, user, packet);
        } else if (packet instanceof UnknownPacket unknown) {
            handlers.unknown(user, unknown);
        }
    }

    /** The id of a packet that the server receives. */
    public static int idOf(Class<? extends ClientPacket> type) {
        FromClient<?> row = BY_TYPE.get(type);
        if (row == null) {
            throw new IllegalArgumentException("not in the table: " + type);
        }
        return row.id();
    }

    /** The id of a packet that the server sends: for clients that look at frames without making packets of them. */
    public static int idFromServer(Class<? extends ServerPacket> type) {
        return FROM_SERVER.stream()
                .filter(row -> row.type() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not in the table: " + type))
                .id();
    }

    private static <P extends ClientPacket> FromClient<P> always(
            int id, Class<P> type, PacketCodec<P> codec, Handler<P> handler) {
        return new FromClient<>(id, type, codec, null, handler);
    }

    private static <P extends GuardedRequest> FromClient<P> only(
            int id, Class<P> type, PacketCodec<P> codec, ChatUser.State state, Handler<P> handler) {
        return new FromClient<>(id, type, codec, state, handler);
    }

    /** A packet without an answer: in another state it counts as one of an unknown id. */
    private static <P extends ClientPacket> FromClient<P> elseUnknown(
            int id, Class<P> type, PacketCodec<P> codec, ChatUser.State state, Handler<P> handler) {
        return new FromClient<>(id, type, codec, state, handler);
    }

    private static <P extends ServerPacket> FromServer<P> sent(int id, Class<P> type, PacketCodec<P> codec) {
        return new FromServer<>(id, type, codec, Delivery.MUST_DELIVER);
    }

    /** What a slow receiver may miss, if the configured policy drops at all. */
    private static <P extends ServerPacket> FromServer<P> droppable(int id, Class<P> type, PacketCodec<P> codec) {
        return new FromServer<>(id, type, codec, Delivery.NORMAL);
    }
}
