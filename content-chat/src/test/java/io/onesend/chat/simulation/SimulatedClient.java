package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.FakeSession;
import io.onesend.chat.checker.ClientLog;
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
 * in a room it keeps, in its log.
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

    final FakeSession session;
    final ClientLog log;

    private final Expectations expectations;
    private final Deque<ClientPacket> unanswered = new ArrayDeque<>();
    private String userId = "";
    private int room = NO_ROOM;
    private boolean cutOff;

    SimulatedClient(FakeSession session, String name, Expectations expectations) {
        this.session = session;
        this.expectations = expectations;
        log = new ClientLog(name);
    }

    /** Sends without waiting for anything. */
    void send(ClientPacket packet) {
        unanswered.add(packet);
        if (packet instanceof RoomChatRequest chat) {
            log.said(chat.message());
        }
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

    /** The server is gone without a word: nothing more comes. */
    void cutOff() {
        read();
        cutOff = true;
        log.closed();
    }

    /** Whether the connection has ended. */
    boolean isGone() {
        return cutOff || session.ended() != null;
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
        if (session.ended() != null) {
            log.closed();
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
            if (request instanceof RoomChatRequest chat) {
                log.answered(chat.message(), response.result());
            }
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
                    ? possible(ResultCode.LOGIN_BACKEND_UNAVAILABLE, ResultCode.LOGIN_USER_ALREADY)
                    : List.of(ResultCode.LOGIN_USER_INVALID_PW);
        } else if (request instanceof RoomEnterRequest enter) {
            if (userId.isEmpty()) {
                return List.of(ResultCode.ENTER_ROOM_NOT_FINDE_USER);
            } else if (room != NO_ROOM) {
                return List.of(ResultCode.ENTER_ROOM_INVALID_USER_STATUS);
            }
            return expectations.exists(enter.roomNumber())
                    ? possible(ResultCode.ENTER_ROOM_BACKEND_UNAVAILABLE, ResultCode.ENTER_ROOM_FULL_USER)
                    : List.of(ResultCode.ROOM_INVALID_INDEX);
        } else if (request instanceof RoomLeaveRequest) {
            return List.of(room == NO_ROOM ? ResultCode.LEAVE_ROOM_INVALID_ROOM_INDEX : ResultCode.NONE);
        }
        return room == NO_ROOM
                ? List.of(ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER)
                : possible(ResultCode.CHAT_BACKEND_UNAVAILABLE);
    }

    /** Success, these refusals, and in a cluster that Redis is away. */
    private List<ResultCode> possible(ResultCode unavailable, ResultCode... refusals) {
        List<ResultCode> all = new ArrayList<>(List.of(refusals));
        all.add(ResultCode.NONE);
        if (expectations.inCluster()) {
            all.add(unavailable);
        }
        return all;
    }

    private void done(ClientPacket request) {
        if (request instanceof LoginRequest login) {
            userId = login.userId();
            expectations.loggedIn(this);
        } else if (request instanceof RoomEnterRequest enter) {
            room = enter.roomNumber();
            log.entered(room);
        } else if (request instanceof RoomLeaveRequest) {
            room = NO_ROOM;
            log.left();
        } else if (request instanceof RoomChatRequest chat) {
            expectations.accepted(room, chat.message());
        }
    }

    private void heard(ServerPacket packet) {
        assertThat(room).as("%s came to %s", packet, this).isNotEqualTo(NO_ROOM);
        if (packet instanceof RoomUserListNotify) {
            List<ClientLog.Stay> stays = log.stays();
            assertThat(stays.get(stays.size() - 1).heard())
                    .as("before the list")
                    .isEmpty();
        }
        log.received(packet);
    }

    @Override
    public String toString() {
        return log + " '" + userId + "' in room " + room;
    }
}
