package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ScriptedHost.Peer;
import io.onesend.chat.packet.ResultCode;
import io.onesend.network.testing.ScriptedServer.Body;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests when a resuming client logs in, and what it does if it is refused. */
class ResumingClientLoginIT extends ResumingClientFixture {

    @Test
    void logsInAndEntersAnewWhereTheTokenIsNotKnown() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();

            Peer second = one.accept().expectFeatures().expectResume(3, 10).answerResume(91, 0);
            second.pong().expectLogin().answerLogin(0).expectEnter(3).answerEnter(0);

            heard.await("resumed RESUME_UNKNOWN_TOKEN 0");
        }
    }

    @Test
    void logsInWhereAServerKnowsNothingOfResuming() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();

            Peer second = one.accept().ignoreFeatures().expectResume(3, 10);
            second.pong().expectLogin().answerLogin(0).expectEnter(3).answerEnter(0);

            heard.await("resumed RESUME_UNKNOWN_TOKEN 0");
        }
    }

    @Test
    void logsInAgainWhereNothingWasGranted() throws Exception {
        try (ResumingChatClient client = start(one)) {
            Peer first = one.accept().ignoreFeatures().expectLogin();
            first.connection.send(202, new Body().i16(0));
            assertThat(result(client.firstLogin())).isEqualTo(ResultCode.NONE);
            first.hangUp();

            one.acceptLogin();

            heard.await("resumed NONE 0");
        }
    }

    @Test
    void aRefusedFirstLoginIsTheEnd() throws Exception {
        try (ResumingChatClient client = start(one)) {
            Peer first = one.accept().expectFeatures().expectLogin().answerLogin(33);

            assertThat(result(client.firstLogin())).isEqualTo(ResultCode.LOGIN_USER_INVALID_PW);
            first.expectEnd();
            heard.await("end LOGIN_USER_INVALID_PW");
        }
    }

    @Test
    void aLaterLoginThatIsRefusedForNowIsTriedAgain() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();
            Peer second = one.accept().expectFeatures().expectResume(3, 10).answerResume(91, 0);
            second.pong().expectLogin().answerLogin(31).expectEnd();

            one.accept().expectFeatures().expectResume(3, 10).answerResume(0, 0);

            heard.await("resumed NONE 0");
        }
    }

    @Test
    void givesUpAServerThatDoesNotAnswer() throws Exception {
        try (ResumingChatClient client = start(Duration.ofMillis(100), one)) {
            one.accept().ignoreFeatures().expectLogin().expectEnd();

            one.accept();
            assertThat(client.firstLogin().toCompletableFuture()).isNotDone();
        }
    }
}
