package io.onesend.chat.cluster;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes calls for keys that belong to no partition. Those of one pass of the loop go out together, and it knows when all are
 * answered.
 */
@LogicThread
final class PortCalls {

    private final OwningThread owner = new OwningThread();
    private final RedisPort port;
    private final LogicLoop loop;
    private final Runnable flush;
    private final List<Runnable> whenAnswered = new ArrayList<>();
    private int underWay;

    PortCalls(RedisPort port, LogicLoop loop) {
        this.port = port;
        this.loop = loop;
        flush = port::flush;
    }

    /**
     * Calls a function.
     *
     * @param reader makes something of the answer; an answer that it cannot read is a failure
     */
    <T> void call(
            FunctionCall call,
            Function<List<?>, T> reader,
            Consumer<T> answered,
            BiConsumer<PortFailure, String> failed) {
        assert owner.isCurrent();
        underWay++;
        port.call(call, new Reply<>(answer -> reader.apply((List<?>) answer), answered, failed));
        loop.atEndOfPass(flush);
    }

    /** Publishes a message; the answer is how many heard it. */
    void publish(String channel, byte[] message, Consumer<Long> answered, BiConsumer<PortFailure, String> failed) {
        assert owner.isCurrent();
        underWay++;
        port.publish(channel, message, new Reply<>(Long.class::cast, answered, failed));
        loop.atEndOfPass(flush);
    }

    /** Runs an action once no call is under way; at once if none is. */
    void whenAnswered(Runnable action) {
        assert owner.isCurrent();
        if (underWay == 0) {
            action.run();
        } else {
            whenAnswered.add(action);
        }
    }

    private void ended() {
        if (--underWay == 0 && !whenAnswered.isEmpty()) {
            List<Runnable> actions = List.copyOf(whenAnswered);
            whenAnswered.clear();
            actions.forEach(Runnable::run);
        }
    }

    private final class Reply<T> implements PortReply {
        private final Function<Object, T> reader;
        private final Consumer<T> answered;
        private final BiConsumer<PortFailure, String> failed;

        Reply(Function<Object, T> reader, Consumer<T> answered, BiConsumer<PortFailure, String> failed) {
            this.reader = reader;
            this.answered = answered;
            this.failed = failed;
        }

        @Override
        public void answered(Object answer) {
            T read;
            try {
                read = reader.apply(answer);
            } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException unknown) {
                failed(PortFailure.REFUSED, "an answer that no function gives: " + unknown.getMessage());
                return;
            }
            answered.accept(read);
            ended();
        }

        @Override
        public void failed(PortFailure why, String words) {
            failed.accept(why, words);
            ended();
        }
    }
}
