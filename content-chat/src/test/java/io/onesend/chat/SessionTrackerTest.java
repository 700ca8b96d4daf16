package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.SessionTokenNotify;
import org.junit.jupiter.api.Test;

class SessionTrackerTest {

    private final SessionTracker tracker = new SessionTracker();

    private void logIn() {
        tracker.answered(new LoginRequest("alice", "pw"), new LoginResponse(ResultCode.NONE));
        tracker.heard(new SessionTokenNotify("token"));
    }

    private void enter(ResultCode result) {
        tracker.answered(new RoomEnterRequest(3), new RoomEnterResponse(result));
    }

    @Test
    void hasNoTicketWithoutALoginAndAToken() {
        assertThat(tracker.ticket()).isNull();
        tracker.answered(new LoginRequest("alice", "pw"), new LoginResponse(ResultCode.NONE));
        assertThat(tracker.ticket()).isNull();
        tracker.heard(new SessionTokenNotify("token"));
        assertThat(tracker.ticket()).isEqualTo(new ResumeTicket("alice", "token", -1, 0, 0));
    }

    @Test
    void followsItsRoomFromTheFirstPositionToTheLeave() {
        logIn();
        enter(ResultCode.ENTER_ROOM_FULL_USER);
        assertThat(tracker.room()).isNull();
        enter(ResultCode.NONE);
        assertThat(tracker.room()).isEqualTo(3);
        assertThat(tracker.ticket()).isEqualTo(new ResumeTicket("alice", "token", -1, 0, 0));

        tracker.heard(new RoomPositionNotify(7, 70));
        tracker.heard(new RoomPositionNotify(8, 80));
        assertThat(tracker.ticket()).isEqualTo(new ResumeTicket("alice", "token", 3, 8, 80));

        tracker.answered(new RoomLeaveRequest(), new RoomLeaveResponse(ResultCode.NONE));
        assertThat(tracker.room()).isNull();
        assertThat(tracker.ticket()).isEqualTo(new ResumeTicket("alice", "token", -1, 0, 0));
    }

    @Test
    void goesOnFromATicketThatWasTaken() {
        ResumeTicket ticket = new ResumeTicket("alice", "token", 3, 8, 80);

        tracker.answered(ticket.request(), new ResumeResponse(ResultCode.NONE, 5));
        assertThat(tracker.ticket()).isEqualTo(ticket);
        assertThat(tracker.room()).isEqualTo(3);

        tracker.heard(new RoomPositionNotify(9, 90));
        assertThat(tracker.ticket()).isEqualTo(new ResumeTicket("alice", "token", 3, 9, 90));
    }

    @Test
    void keepsTheTokenWhereOnlyTheRoomIsFull() {
        tracker.answered(
                new ResumeTicket("alice", "token", 3, 8, 80).request(),
                ResumeResponse.refusal(ResultCode.RESUME_ROOM_FULL));
        assertThat(tracker.ticket()).isEqualTo(new ResumeTicket("alice", "token", -1, 0, 0));
    }

    @Test
    void hasNothingFromATicketThatWasRefused() {
        tracker.answered(
                new ResumeTicket("alice", "token", 3, 8, 80).request(),
                ResumeResponse.refusal(ResultCode.RESUME_UNKNOWN_TOKEN));
        assertThat(tracker.ticket()).isNull();
        assertThat(tracker.room()).isNull();
    }
}
