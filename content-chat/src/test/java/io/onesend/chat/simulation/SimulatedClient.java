package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.FakeSession;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A client that checks each packet it gets by itself: every request is answered once, in order, as its state demands. What it hears
 * in a room it keeps, for the {@link RoomChecker}.
 */
final class SimulatedClient {

    static final int NO_ROOM = -1;

    private static final Map<Class<?>, Class<?>> ANSWERS = Map.of(
            Ping.class, Pong.class,
            DevEcho.class, DevEcho.class,
            LoginRequest.class, LoginResponse.class,
            RoomEnterRequest.class, RoomEnterResponse.class,
            RoomLeaveRequest.class, RoomLeaveResponse.class,
            RoomChatRequest.class, RoomChatResponse.class);

    /**
     * What was heard from an entry to the leave, or to the end.
     *
     * @param members the list that came with the entry, in its order, this client last
     */
    record Stay(int room, List<RoomUserListNotify.User> members, List<ServerPacket> heard) {}

    final FakeSession session;
    final List<Stay> stays = new ArrayList<>();

    private final SimulatedRooms rooms;
    private final Deque<ClientPacket> unanswered = new ArrayDeque<>();
    private String userId = "";
    private int room = NO_ROOM;

    SimulatedClient(FakeSession session, SimulatedRooms rooms) {
        this.session = session;
        this.rooms = rooms;
    }

    /** Sends without waiting for anything. */
    void send(ClientPacket packet) {
        unanswered.add(packet);
        session.receiveLater(packet);
    }

    /** The user that this client is logged in as; empty: none. */
    String userId() {
        return userId;
    }

    int room() {
        return room;
    }

    int unanswered() {
        return unanswered.size();
    }

    /** Reads what has come. */
    void read() {
        for (ServerPacket packet : session.takeSent()) {
            if (ANSWERS.containsValue(packet.getClass())) {
                answered(packet);
            } else {
                heard(packet);
            }
        }
    }

    private void answered(ServerPacket answer) {
        ClientPacket request = unanswered.poll();
        assertThat(request).as("nothing was asked, but answered: %s", answer).isNotNull();
        assertThat(answer).as("the answer to %s", request).isInstanceOf(ANSWERS.get(request.getClass()));
        if (request instanceof Ping ping) {
            assertThat(answer).isEqualTo(new Pong(ping.number()));
        } else if (request instanceof DevEcho) {
            assertThat(answer).isEqualTo(request);
        } else if (answer instanceof ResultResponse response) {
            assertThat(response.result())
                    .as("the answer to %s of %s", request, this)
                    .isIn(possibleAnswers(request));
            if (response.result() == ResultCode.NONE) {
                done(request);
            }
        }
    }

    private List<ResultCode> possibleAnswers(ClientPacket request) {
        if (request instanceof LoginRequest login) {
            if (!userId.isEmpty()) {
                return List.of(ResultCode.LOGIN_USER_ALREADY);
            }
            return login.password().equals(ChatFixture.PASSWORD)
                    ? List.of(ResultCode.NONE, ResultCode.LOGIN_USER_ALREADY)
                    : List.of(ResultCode.LOGIN_USER_INVALID_PW);
        } else if (request instanceof RoomEnterRequest enter) {
            if (userId.isEmpty()) {
                return List.of(ResultCode.ENTER_ROOM_NOT_FINDE_USER);
            } else if (room != NO_ROOM) {
                return List.of(ResultCode.ENTER_ROOM_INVALID_USER_STATUS);
            }
            return rooms.exists(enter.roomNumber())
                    ? List.of(ResultCode.NONE, ResultCode.ENTER_ROOM_FULL_USER)
                    : List.of(ResultCode.ROOM_INVALID_INDEX);
        } else if (request instanceof RoomLeaveRequest) {
            return List.of(room == NO_ROOM ? ResultCode.LEAVE_ROOM_INVALID_ROOM_INDEX : ResultCode.NONE);
        }
        return List.of(room == NO_ROOM ? ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER : ResultCode.NONE);
    }

    private void done(ClientPacket request) {
        if (request instanceof LoginRequest login) {
            userId = login.userId();
            rooms.loggedIn(this);
        } else if (request instanceof RoomEnterRequest enter) {
            room = enter.roomNumber();
            stays.add(new Stay(room, new ArrayList<>(), new ArrayList<>()));
        } else if (request instanceof RoomLeaveRequest) {
            room = NO_ROOM;
        } else if (request instanceof RoomChatRequest chat) {
            rooms.accepted(room, chat.message());
        }
    }

    private void heard(ServerPacket packet) {
        assertThat(room).as("%s came to %s", packet, this).isNotEqualTo(NO_ROOM);
        Stay stay = stays.get(stays.size() - 1);
        if (packet instanceof RoomUserListNotify list) {
            assertThat(stay.heard()).as("before the list").isEmpty();
            stay.members().addAll(list.users());
        } else {
            stay.heard().add(packet);
        }
    }

    @Override
    public String toString() {
        return "client " + session.id() + " '" + userId + "' in room " + room;
    }
}
