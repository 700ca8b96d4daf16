package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.FakeSession;
import io.onesend.chat.checker.ClientLog;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.FeaturesResponse;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.packet.SessionTokenNotify;
import java.util.ArrayDeque;
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
            FeaturesRequest.class, FeaturesResponse.class,
            ResumeRequest.class, ResumeResponse.class,
            RoomEnterRequest.class, RoomEnterResponse.class,
            RoomLeaveRequest.class, RoomLeaveResponse.class,
            RoomChatRequest.class, RoomChatResponse.class);

    /** Of the newest connection. */
    FakeSession session;

    final ClientLog log;

    private final Expectations expectations;
    private final SimulatedReturn comeback;
    private final Deque<ClientPacket> unanswered = new ArrayDeque<>();
    private String userId = "";
    private int room = NO_ROOM;
    private boolean loggedIn;
    private boolean hasResumed;
    private boolean cutOff;

    SimulatedClient(FakeSession session, String name, Expectations expectations) {
        this.session = session;
        this.expectations = expectations;
        log = new ClientLog(name);
        comeback = new SimulatedReturn(log, expectations);
    }

    /** Sends without waiting for anything. */
    void send(ClientPacket packet) {
        unanswered.add(packet);
        if (packet instanceof RoomChatRequest chat && !chat.message().isEmpty()) {
            log.said(chat.message());
        }
        session.receiveLater(packet);
    }

    /** The user that this client is logged in as; empty: none. */
    String userId() {
        return userId;
    }

    /** Whether the server has told this client that it is logged in, on this connection. */
    boolean isLoggedIn() {
        return loggedIn && !isGone();
    }

    int room() {
        return room;
    }

    int unanswered() {
        return unanswered.size();
    }

    /** The server is gone without a word: nothing more comes. */
    void cutOff() {
        if (!cutOff) {
            read();
            cutOff = true;
            closeUnlessResumable();
        }
    }

    /** The connection is lost, with all that was on its way to the client. The server does not know it yet. */
    void lose() {
        session.takeSent();
        cutOff = true;
        closeUnlessResumable();
    }

    /** Whether the connection has ended. */
    boolean isGone() {
        return cutOff || session.ended() != null;
    }

    /** Whether its host has asked it to go on elsewhere, and it can. */
    boolean isToMove() {
        return !isGone() && comeback.isToMove() && comeback.isPossible();
    }

    boolean canResume() {
        return isGone() && comeback.isPossible();
    }

    /** Goes on with the session on another connection. */
    void resume(FakeSession next) {
        comeback.connectionLost(unanswered);
        unanswered.clear();
        session = next;
        cutOff = false;
        loggedIn = false;
        hasResumed = true;
        if (room != NO_ROOM && !comeback.hasPosition()) {
            leaveRoom();
        }
        send(SimulatedReturn.FEATURES);
        send(comeback.request(userId, room));
    }

    private void leaveRoom() {
        log.closed();
        room = NO_ROOM;
        comeback.roomChanged();
    }

    /** Nothing more happens. */
    void end() {
        if (isGone()) {
            log.closed();
        }
    }

    /** Reads what has come. */
    void read() {
        if (cutOff) {
            return;
        }
        for (ServerPacket packet : session.takeSent()) {
            if (ANSWERS.containsValue(packet.getClass())) {
                answered(packet);
            } else {
                heard(packet);
            }
        }
        if (session.ended() != null) {
            closeUnlessResumable();
        }
    }

    private void closeUnlessResumable() {
        if (!comeback.isPossible()) {
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
                    .isIn(new PossibleAnswers(expectations, loggedIn, loggedIn && room != NO_ROOM, hasResumed)
                            .to(request));
            if (request instanceof RoomChatRequest chat && !chat.message().isEmpty()) {
                log.answered(chat.message(), response.result());
            }
            if (request instanceof ResumeRequest resume) {
                resumed(resume, (ResumeResponse) response);
            } else if (response.result() == ResultCode.NONE) {
                done(request);
            }
        }
    }

    private void resumed(ResumeRequest request, ResumeResponse answer) {
        loggedIn = answer.isLoggedIn();
        expectations.resumed(answer.result());
        if (answer.hasKeptRoom()) {
            if (request.roomNumber() != ResumeRequest.NO_ROOM) {
                log.resumed();
                comeback.back(answer);
                if (answer.result() == ResultCode.RESUME_INCOMPLETE) {
                    log.missedSomething(userId);
                }
            }
        } else if (answer.result() == ResultCode.RESUME_ROOM_FULL) {
            leaveRoom();
        } else {
            // With another result than this one it may be tried again.
            if (answer.result() == ResultCode.RESUME_UNKNOWN_TOKEN) {
                comeback.isImpossible();
            }
            session.hangUpLater();
        }
    }

    private void done(ClientPacket request) {
        if (request instanceof LoginRequest login) {
            userId = login.userId();
            loggedIn = true;
            expectations.loggedIn(this);
        } else if (request instanceof RoomEnterRequest enter) {
            room = enter.roomNumber();
            comeback.roomChanged();
            log.entered(room);
        } else if (request instanceof RoomLeaveRequest) {
            room = NO_ROOM;
            comeback.roomChanged();
            log.left();
        } else if (request instanceof RoomChatRequest chat) {
            expectations.accepted(room, chat.message());
        }
    }

    private void heard(ServerPacket packet) {
        if (packet instanceof SessionTokenNotify given) {
            comeback.given(given.token());
            return;
        } else if (packet instanceof MoveNotify) {
            comeback.move();
            return;
        }
        assertThat(room).as("%s came to %s", packet, this).isNotEqualTo(NO_ROOM);
        if (packet instanceof RoomGapNotify gap) {
            assertThat(expectations.mayForget() || gap.reason() == RoomGapNotify.Reason.UNCERTAIN)
                    .as("%s came to %s", gap, this)
                    .isTrue();
            return;
        } else if (isNotice(packet)) {
            return;
        }
        if (packet instanceof RoomPositionNotify position) {
            comeback.at(position);
            log.received(packet);
            comeback.endIfComplete();
            return;
        }
        if (packet instanceof RoomUserListNotify) {
            List<ClientLog.Stay> stays = log.stays();
            assertThat(stays.get(stays.size() - 1).heard())
                    .as("before the list")
                    .isEmpty();
        } else {
            comeback.heard(packet);
        }
        log.received(packet);
    }

    /** The server's own words: no user can have this id. */
    private static boolean isNotice(ServerPacket packet) {
        return packet instanceof RoomChatNotify chat && chat.userId().equals("*");
    }

    @Override
    public String toString() {
        return log + " '" + userId + "' in room " + room;
    }
}
