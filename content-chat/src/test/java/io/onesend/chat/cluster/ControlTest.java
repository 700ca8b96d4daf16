package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.cluster.Control.Silence;
import io.onesend.chat.cluster.ControlMessage.Answer;
import io.onesend.chat.cluster.ControlMessage.Question;
import io.onesend.chat.cluster.ControlMessage.Saying;
import io.onesend.chat.cluster.ControlMessage.Verb;
import io.onesend.chat.cluster.LittleHost.Cluster;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.packet.ResultCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts ask each other: the messages, their limits, and what is none of them. */
class ControlTest {

    private static final Holder TWO = new Holder("two", "1");

    private final Cluster cluster = new Cluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aMessageIsReadAsItWasWrittenAndTheLongestFits() {
        String longest = "사".repeat(10) + "ab";
        for (ControlMessage message : List.of(
                new Question(Long.MAX_VALUE, "f".repeat(32), Verb.HOLDS, longest, Long.toString(Long.MAX_VALUE)),
                new Saying(Long.MAX_VALUE, "f".repeat(32), "사".repeat(84) + "\nab"),
                new Answer(2, "-9", "held"))) {
            assertThat(ControlMessage.parse(message.encode())).isEqualTo(message);
            assertThat(message.encode()).hasSizeLessThanOrEqualTo(ControlMessage.MAX_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "2\nQ\n1\none\nHOLDS\nalice\n1",
                "1\nX\n1\none\nHOLDS\nalice\n1",
                "1\nQ\n1\none\nFIRE\nalice\n1",
                "1\nQ\nno\none\nHOLDS\nalice\n1",
                "1\nQ\n1\n{one}\nHOLDS\nalice\n1",
                "1\nQ\n1\none\nHOLDS\nalice\n1\nmore",
                "1\nA\n1\none\nheld\nmore",
                "1\nS\n1\none\n",
                "1\nS\n1\none\nAA==",
                "1\nS\n1\none\nno base64",
                "1\nS\n1\none\naGk=\nmore"
            })
    void whatIsNoMessageIsDroppedAndTheHostGoesOn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ControlMessage.parse(bytes)).isInstanceOf(IllegalArgumentException.class);
        LittleHost one = cluster.start("one", false);
        cluster.run(() -> one.membership.heard(bytes));
        cluster.run(() -> one.membership.heard(new byte[ControlMessage.MAX_BYTES + 1]));
        assertThat(one.login("alice", 1).results).containsExactly(ResultCode.NONE);
    }

    @Test
    void anAnswerThatComesTooLateOrTwiceIsDropped() {
        LittleHost one = cluster.start("one", false);
        List<Object> outcomes = new ArrayList<>();
        Control control = control(one);
        one.port.listen("onesend:ctl:{two}");
        cluster.run(() -> control.ask(TWO, Verb.HOLDS, "alice", outcomes::add, outcomes::add));
        cluster.pass(Control.ANSWER_WITHIN);
        assertThat(outcomes).containsExactly(Silence.NO_ANSWER);
        cluster.run(() -> control.heard(new Answer(1, "two", "none").encode()));
        assertThat(outcomes).hasSize(1);

        cluster.run(() -> control.ask(TWO, Verb.HOLDS, "alice", outcomes::add, outcomes::add));
        cluster.run(() -> control.heard(new Answer(2, "two", "none").encode()));
        cluster.run(() -> control.heard(new Answer(2, "two", "held").encode()));
        cluster.pass(Control.ANSWER_WITHIN);
        assertThat(outcomes).containsExactly(Silence.NO_ANSWER, "none");
    }

    @Test
    void questionsWithoutAnAnswerAreLimited() {
        LittleHost one = cluster.start("one", false);
        Control control = control(one);
        one.port.listen("onesend:ctl:{two}");
        List<Object> outcomes = new ArrayList<>();
        cluster.run(() -> {
            for (int i = 0; i < Control.MOST_QUESTIONS + 1; i++) {
                control.ask(TWO, Verb.HOLDS, "alice", outcomes::add, outcomes::add);
            }
        });
        assertThat(outcomes).containsExactly(Silence.NOT_ASKED);
        cluster.pass(Control.ANSWER_WITHIN);
        assertThat(outcomes).hasSize(Control.MOST_QUESTIONS + 1).endsWith(Silence.NO_ANSWER);
        cluster.run(() -> control.ask(TWO, Verb.HOLDS, "alice", outcomes::add, outcomes::add));
        assertThat(outcomes).as("there is room again").hasSize(Control.MOST_QUESTIONS + 1);
    }

    private Control control(LittleHost host) {
        ClusterParts parts = host.parts;
        return new Control(parts, new PortCalls(parts.port(), parts.loop()), new Answerless());
    }

    private static final class Answerless implements Control.Answering {
        @Override
        public void asked(Question question, Consumer<String> answer) {}

        @Override
        public void say(String text, Consumer<String> answer) {}
    }
}
