package io.onesend.chat.cluster;

import io.onesend.chat.cluster.ControlMessage.Answer;
import io.onesend.chat.cluster.ControlMessage.Question;
import io.onesend.chat.cluster.ControlMessage.Verb;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import io.onesend.network.logic.OwningThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Asks other hosts about their sessions, and has their questions answered: each host listens to a channel of its own. */
@LogicThread
final class Control {

    /** How long an answer may take. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    /** Questions without an answer yet; more are refused. */
    static final int MOST_QUESTIONS = 1024;

    /** Why there is no answer. */
    enum Silence {
        /** Nobody listens to that host's channel: it is gone, or cut off from Redis. */
        NOBODY_LISTENS,
        /** The host listens and has not answered in time. */
        NO_ANSWER,
        /** The question could not be asked. */
        NOT_ASKED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Control.class);

    private record Waiting(Consumer<String> answered, Consumer<Silence> silent, LogicTimer timeout) {}

    private final OwningThread owner = new OwningThread();
    private final RateLimitedLog dropped = new RateLimitedLog(LOG, Level.WARN, 1);
    private final ClusterParts parts;
    private final PortCalls calls;
    private final BiConsumer<Question, Consumer<String>> answering;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private long asked;

    /**
     * Makes a side of the conversation.
     *
     * @param answering gets each question of another host, and what takes its answer, now or later
     */
    Control(ClusterParts parts, PortCalls calls, BiConsumer<Question, Consumer<String>> answering) {
        this.parts = parts;
        this.calls = calls;
        this.answering = answering;
    }

    /** Asks another host; one of the two consumers is called, once. */
    void ask(Replies.Holder holder, Verb verb, String userId, Consumer<String> answered, Consumer<Silence> silent) {
        assert owner.isCurrent();
        if (waiting.size() >= MOST_QUESTIONS) {
            dropped.log("another host is not asked: {} questions wait for an answer", waiting.size());
            silent.accept(Silence.NOT_ASKED);
            return;
        }
        long number = ++asked;
        LogicTimer timeout = parts.loop().schedule(ANSWER_WITHIN, () -> giveUp(number, Silence.NO_ANSWER));
        waiting.put(number, new Waiting(answered, silent, timeout));
        Question question = new Question(number, parts.hid(), verb, userId, holder.uniqueId());
        calls.publish(
                parts.keys().control(holder.hid()),
                question.encode(),
                listeners -> {
                    if (listeners == 0) {
                        giveUp(number, Silence.NOBODY_LISTENS);
                    }
                },
                (why, words) -> giveUp(number, Silence.NOT_ASKED));
    }

    private void giveUp(long number, Silence why) {
        Waiting asker = waiting.remove(number);
        if (asker != null) {
            asker.timeout.cancel();
            asker.silent.accept(why);
        }
    }

    /** A message on this host's channel. What is none of ours is logged and dropped. */
    void heard(byte[] message) {
        assert owner.isCurrent();
        ControlMessage read;
        try {
            read = ControlMessage.parse(message);
        } catch (IllegalArgumentException foreign) {
            // Without its words: they may hold what a terminal obeys.
            dropped.log("a message of {} bytes on the control channel is not of this protocol", message.length);
            return;
        }
        if (read instanceof Question question) {
            answering.accept(question, text -> answer(question, text));
        } else if (read instanceof Answer answer) {
            take(answer);
        }
    }

    private void answer(Question question, String text) {
        calls.publish(
                parts.keys().control(question.from()),
                new Answer(question.number(), parts.hid(), text).encode(),
                listeners -> LOG.debug("host {} got its answer to question {}", question.from(), question.number()),
                (why, words) -> LOG.debug("host {} cannot be answered: {}", question.from(), words));
    }

    private void take(Answer answer) {
        Waiting asker = waiting.remove(answer.number());
        if (asker == null) {
            LOG.debug("the answer of host {} to question {} came too late", answer.from(), answer.number());
            return;
        }
        asker.timeout.cancel();
        asker.answered.accept(answer.text());
    }
}
