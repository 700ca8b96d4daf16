package io.onesend.chat.cluster;

import io.onesend.chat.cluster.ControlMessage.Answer;
import io.onesend.chat.cluster.ControlMessage.Question;
import io.onesend.chat.cluster.ControlMessage.Saying;
import io.onesend.chat.cluster.ControlMessage.Verb;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import io.onesend.network.logic.OwningThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Asks other hosts about their sessions or has them say something, and has their questions answered: each host listens to a channel of
 * its own.
 */
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

    /** Answers the other hosts, now or later. */
    interface Answering {

        /** A question about a session. */
        void asked(Question question, Consumer<String> answer);

        /** Something to say to all users of this host. */
        void say(String text, Consumer<String> answer);
    }

    private record Waiting(Consumer<String> answered, Consumer<Silence> silent, LogicTimer timeout) {}

    private final OwningThread owner = new OwningThread();
    private final RateLimitedLog dropped = new RateLimitedLog(LOG, Level.WARN, 1);
    private final ClusterParts parts;
    private final PortCalls calls;
    private final Answering answering;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private long asked;

    /** Makes a side of the conversation. */
    Control(ClusterParts parts, PortCalls calls, Answering answering) {
        this.parts = parts;
        this.calls = calls;
        this.answering = answering;
    }

    /** Asks another host; one of the two consumers is called, once. */
    void ask(Replies.Holder holder, Verb verb, String userId, Consumer<String> answered, Consumer<Silence> silent) {
        send(
                holder.hid(),
                number -> new Question(number, parts.hid(), verb, userId, holder.uniqueId()),
                answered,
                silent);
    }

    /** Has another host say something to its users; one of the two consumers is called, once. */
    void say(String hid, String text, Consumer<String> answered, Consumer<Silence> silent) {
        send(hid, number -> new Saying(number, parts.hid(), text), answered, silent);
    }

    private void send(
            String hid, LongFunction<ControlMessage> message, Consumer<String> answered, Consumer<Silence> silent) {
        assert owner.isCurrent();
        if (waiting.size() >= MOST_QUESTIONS) {
            dropped.log("another host is not asked: {} questions wait for an answer", waiting.size());
            silent.accept(Silence.NOT_ASKED);
            return;
        }
        long number = ++asked;
        LogicTimer timeout = parts.loop().schedule(ANSWER_WITHIN, () -> giveUp(number, Silence.NO_ANSWER));
        waiting.put(number, new Waiting(answered, silent, timeout));
        calls.publish(
                parts.keys().control(hid),
                message.apply(number).encode(),
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
            answering.asked(question, text -> answer(question, text));
        } else if (read instanceof Saying saying) {
            answering.say(saying.text(), text -> answer(saying, text));
        } else if (read instanceof Answer answer) {
            take(answer);
        }
    }

    private void answer(ControlMessage question, String text) {
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
