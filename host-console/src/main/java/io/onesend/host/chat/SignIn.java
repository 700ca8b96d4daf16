package io.onesend.host.chat;

import io.onesend.chat.ResumeTicket;
import io.onesend.chat.Resumed;
import io.onesend.chat.packet.ResultCode;
import io.onesend.host.chat.NetworkWait.ChatEndedException;
import org.jspecify.annotations.Nullable;

/** Brings the user onto a connection: resumes the session if there is one to resume, or logs in. The chat's thread. */
final class SignIn {

    private final ChatTarget target;

    /** Null: there is nothing to resume. */
    private @Nullable ResumeTicket ticket;

    SignIn(ChatTarget target) {
        this.target = target;
    }

    /** Keeps what a connection that is gone has left. */
    void keep(@Nullable ResumeTicket left) {
        ticket = left;
    }

    /** Returns how the session was resumed, or null after a login. A refusal closes the connection. */
    @Nullable
    Resumed on(ChatLink opened)
            throws ConnectionLostException, LoginRefusedException, ChatEndedException, InterruptedException {
        ResumeTicket kept = ticket;
        ResultCode result = ResultCode.RESUME_UNKNOWN_TOKEN;
        if (kept != null) {
            Resumed resumed = resume(opened, kept);
            result = resumed.result();
            switch (result) {
                case NONE, RESUME_INCOMPLETE, RESUME_ROOM_FULL -> {
                    return resumed;
                }
                default -> {}
            }
        }
        if (result == ResultCode.RESUME_UNKNOWN_TOKEN) {
            ticket = null;
            result = opened.login(target);
        }
        if (result != ResultCode.NONE) {
            opened.close();
            throw new LoginRefusedException(result);
        }
        return null;
    }

    private Resumed resume(ChatLink opened, ResumeTicket with)
            throws ConnectionLostException, ChatEndedException, InterruptedException {
        try {
            return opened.resume(with);
        } catch (ConnectionLostException lost) {
            // Perhaps within the replay: the next resume goes on from there.
            ResumeTicket further = opened.ticket();
            ticket = further == null ? with : further;
            throw lost;
        }
    }
}
