package io.onesend.chat.redis;

import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.onesend.chat.cluster.FunctionCall;
import io.onesend.chat.cluster.PortFailure;
import io.onesend.chat.cluster.PortReply;
import java.util.Set;
import java.util.function.Consumer;

/** A call on its way to Redis and back: completed on Lettuce's thread, settled on the logic thread. */
final class LinkCall extends Command<String, byte[], Object> {

    /** Functions that write nothing. A Redis that refuses writes, because its memory is full, still runs them. */
    private static final Set<String> READ_ONLY = Set.of("os1_read");

    /**
     * Who waits for the answer.
     *
     * @param partition that the call is for, or {@link RedisLink#NO_PARTITION}
     * @param whenDone hears that there is an answer, on any thread
     */
    record Caller(int partition, PortReply reply, Consumer<LinkCall> whenDone) {}

    private final Caller caller;
    private final long queuedNanos = System.nanoTime();
    private boolean settled;

    private LinkCall(CommandType type, CommandArgs<String, byte[]> args, Caller caller) {
        super(type, new AnswerOutput(), args);
        this.caller = caller;
    }

    static LinkCall of(FunctionCall call, Caller caller) {
        CommandArgs<String, byte[]> args = new CommandArgs<>(LinkClient.CODEC)
                .add(call.name())
                .add(call.keys().size())
                .addKeys(call.keys())
                .addValues(call.arguments());
        return new LinkCall(READ_ONLY.contains(call.name()) ? CommandType.FCALL_RO : CommandType.FCALL, args, caller);
    }

    static LinkCall publish(String channel, byte[] message, Caller caller) {
        return new LinkCall(
                CommandType.SPUBLISH,
                new CommandArgs<>(LinkClient.CODEC).addKey(channel).addValue(message),
                caller);
    }

    @Override
    public void complete() {
        super.complete();
        caller.whenDone().accept(this);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean completed = super.completeExceptionally(failure);
        caller.whenDone().accept(this);
        return completed;
    }

    @Override
    public void cancel() {
        super.cancel();
        caller.whenDone().accept(this);
    }

    int partition() {
        return caller.partition();
    }

    long queuedNanos() {
        return queuedNanos;
    }

    boolean isSettled() {
        return settled;
    }

    /** Whether Redis has given an answer, be it a refusal. */
    boolean isAnswered() {
        return isDone() && !isCancelled() && exception == null;
    }

    /** Whether Redis has refused it for now. */
    boolean isHeld() {
        return isAnswered() && output.hasError() && RefusalWords.meaning(output.getError()) == PortFailure.HELD;
    }

    /** Whether its connection has failed, and the caller does not know. */
    boolean isLost() {
        return !settled && !isAnswered();
    }

    String whyUnanswered() {
        return exception == null ? "the connection was closed" : RedisFailure.inWords(exception);
    }

    /** Gives the caller what Redis has answered; without an answer the call is lost. */
    void settle() {
        if (!isAnswered()) {
            fail(PortFailure.LOST, whyUnanswered());
        } else if (output.hasError()) {
            fail(RefusalWords.meaning(output.getError()), output.getError());
        } else if (!settled) {
            settled = true;
            caller.reply().answered(output.get());
        }
    }

    /** Tells the caller that there is no answer, unless it has been told something before. */
    void fail(PortFailure why, String words) {
        if (!settled) {
            settled = true;
            caller.reply().failed(why, words);
        }
    }
}
