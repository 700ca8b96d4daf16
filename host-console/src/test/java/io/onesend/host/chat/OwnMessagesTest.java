package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomHistoryNotify;
import io.onesend.host.chat.OwnMessages.Fate;
import org.junit.jupiter.api.Test;

class OwnMessagesTest {

    private final OwnMessages own = new OwnMessages("alice");

    private void heard(String sender) {
        own.heard(new RoomChatNotify(sender, "hi"));
    }

    @Test
    void aMessageThatWasReplayedWasSaid() {
        own.answered(ResultCode.NONE);
        heard("alice");
        heard("bob");
        heard("alice");

        assertThat(own.ofUnanswered()).isEqualTo(Fate.SAID);
    }

    @Test
    void oneThatWasNotReplayedWasNotSaidEvenIfAnEarlierOneWas() {
        own.answered(ResultCode.NONE);
        own.answered(ResultCode.ROOM_TOO_MANY_PACKET);
        // Its answer came, and it was heard only in the replay.
        heard("alice");

        assertThat(own.ofUnanswered()).isEqualTo(Fate.NOT_SAID);
    }

    @Test
    void theNextOneIsCountedAsWell() {
        heard("alice");
        assertThat(own.ofUnanswered()).isEqualTo(Fate.SAID);
        assertThat(own.ofUnanswered()).isEqualTo(Fate.NOT_SAID);
        heard("alice");
        assertThat(own.ofUnanswered()).isEqualTo(Fate.SAID);
    }

    @Test
    void nothingIsCertainAfterAGapOrAnAnswerThatIsNone() {
        own.heard(new RoomGapNotify(0, 1, 2, RoomGapNotify.Reason.LOST));
        assertThat(own.ofUnanswered()).isEqualTo(Fate.UNKNOWN);

        own.heard(new RoomEnterResponse(ResultCode.NONE));
        assertThat(own.ofUnanswered()).isEqualTo(Fate.NOT_SAID);

        own.answered(ResultCode.CHAT_BACKEND_UNAVAILABLE);
        assertThat(own.ofUnanswered()).isEqualTo(Fate.UNKNOWN);
    }

    @Test
    void messagesFromBeforeTheEntryDoNotCount() {
        own.heard(new RoomHistoryNotify(2));
        heard("alice");
        heard("bob");
        assertThat(own.ofUnanswered()).isEqualTo(Fate.NOT_SAID);
        heard("alice");
        assertThat(own.ofUnanswered()).isEqualTo(Fate.SAID);
    }
}
