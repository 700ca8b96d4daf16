package io.onesend.chat.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.FakeSession;
import io.onesend.network.logic.LogicLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatsUnderWayTest {

    private final LogicLoop loop = LogicLoop.stepped();
    private final FakeSession session =
            new FakeSession(1, new InetSocketAddress("192.0.2.1", 40_000), loop, (any, packet) -> {});
    private final ChatsUnderWay chats = new ChatsUnderWay(session);
    private final List<String> answered = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    /** A chat whose answer may be known before its turn. */
    private final class Undecided implements ChatsUnderWay.Chat {
        private final String text;
        private boolean isKnown;

        Undecided(String text) {
            this.text = text;
        }

        @Override
        public boolean answerIfKnown() {
            if (isKnown) {
                answered.add(text);
            }
            return isKnown;
        }
    }

    @Test
    void anAnswerThatIsKnownEarlyComesInItsTurn() {
        Undecided first = new Undecided("first");
        Undecided second = new Undecided("second");
        Undecided third = new Undecided("third");
        run(() -> List.of(first, second, third).forEach(chats::add));
        run(() -> {
            second.isKnown = true;
            assertThat(chats.isFirst(second)).isFalse();
            chats.answer(() -> answered.add("rejected"));
            assertThat(answered).isEmpty();

            chats.done(first);
            assertThat(answered).containsExactly("second");
            assertThat(chats.isFirst(third)).isTrue();

            chats.done(third);
            assertThat(answered).containsExactly("second", "rejected");
            assertThat(chats.isEmpty()).isTrue();
        });
    }

    @Test
    void oneThatIsNeverAnsweredDoesNotKeepTheOthersWaiting() {
        Undecided first = new Undecided("first");
        Undecided dropped = new Undecided("dropped");
        run(() -> {
            chats.add(first);
            chats.add(dropped);
            chats.answer(() -> answered.add("rejected"));

            chats.done(dropped);
            assertThat(answered).isEmpty();
            chats.done(first);

            assertThat(answered).containsExactly("rejected");
        });
    }

    @Test
    void whatWaitsBehindTheChatsOfASessionThatHasEndedIsNotDone() {
        Undecided first = new Undecided("first");
        run(() -> {
            chats.add(first);
            chats.thenTake(() -> answered.add("leave"));
        });
        session.hangUp();

        run(() -> chats.done(first));

        assertThat(answered).isEmpty();
    }

    private void run(Runnable task) {
        loop.execute(task);
        session.settle();
    }
}
