package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.network.SendResult;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingAnswersTest {

    private final PendingAnswers pending = new PendingAnswers();

    @Test
    void matchesAnswersToRequestsInTheOrderInWhichTheyWereSent() {
        CompletableFuture<ResultCode> login = sent(new LoginRequest("alice", "pw"));
        sent(new Ping((short) 1));
        CompletableFuture<ResultCode> enter = sent(new RoomEnterRequest(0));
        CompletableFuture<ResultCode> first = sent(new RoomChatRequest("one"));
        CompletableFuture<ResultCode> second = sent(new RoomChatRequest("two"));

        assertThat(pending.complete(new LoginResponse(ResultCode.NONE))).isTrue();
        assertThat(pending.complete(new RoomEnterResponse(ResultCode.ENTER_ROOM_FULL_USER)))
                .isTrue();
        assertThat(pending.complete(new RoomChatResponse(ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER)))
                .isTrue();
        assertThat(login).isCompletedWithValue(ResultCode.NONE);
        assertThat(enter).isCompletedWithValue(ResultCode.ENTER_ROOM_FULL_USER);
        assertThat(first).isCompletedWithValue(ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER);
        assertThat(second).isNotDone();
    }

    @Test
    void noticesAnAnswerThatBelongsToNothing() {
        assertThat(pending.complete(new LoginResponse(ResultCode.NONE))).isFalse();
        sent(new RoomEnterRequest(0));
        assertThat(pending.complete(new LoginResponse(ResultCode.NONE))).isFalse();
    }

    @Test
    void aRequestThatWasNotSentWaitsForNoAnswer() {
        CompletableFuture<ResultCode> answer = new CompletableFuture<>();
        assertThat(pending.sendInOrder(new RoomEnterRequest(0), answer, () -> SendResult.CLOSED))
                .isEqualTo(SendResult.CLOSED);
        assertThat(pending.complete(new RoomEnterResponse(ResultCode.NONE))).isFalse();
        assertThat(answer).isNotDone();
    }

    @Test
    void namesTheRequestWhoseAnswerComesNextAndForgetsOneThatGetsNone() {
        assertThat(pending.oldest()).isNull();
        sent(new RoomEnterRequest(3));
        CompletableFuture<ResultCode> chat = sent(new RoomChatRequest("one"));
        assertThat(pending.oldest()).isEqualTo(new RoomEnterRequest(3));

        pending.dropOldest();

        assertThat(pending.complete(new RoomChatResponse(ResultCode.NONE))).isTrue();
        assertThat(chat).isCompletedWithValue(ResultCode.NONE);
    }

    @Test
    void theEndOfTheConnectionFailsWhatIsUnanswered() {
        CompletableFuture<ResultCode> login = sent(new LoginRequest("alice", "pw"));
        CompletableFuture<ResultCode> enter = sent(new RoomEnterRequest(0));
        pending.fail(new ConnectionEndedException("over"));
        assertThat(login).isCompletedExceptionally();
        assertThat(enter).isCompletedExceptionally();
    }

    private CompletableFuture<ResultCode> sent(ClientPacket packet) {
        CompletableFuture<ResultCode> answer = new CompletableFuture<>();
        assertThat(pending.sendInOrder(packet, answer, () -> SendResult.ACCEPTED))
                .isEqualTo(SendResult.ACCEPTED);
        return answer;
    }
}
