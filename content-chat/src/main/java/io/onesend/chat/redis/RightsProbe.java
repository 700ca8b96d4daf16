package io.onesend.chat.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.cluster.PartitionKeys;
import io.onesend.network.logic.AnyThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks Redis whether it would do what a cluster needs, without doing it: in a transaction it checks each command, key and channel as
 * always, but only queues the command, and forgets it when the connection ends. So it has a connection of its own.
 */
@AnyThread
final class RightsProbe {

    private static final String HOST = "0";

    private final RedisAsyncCommands<String, String> redis;
    private final List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();

    private RightsProbe(RedisAsyncCommands<String, String> redis) {
        this.redis = redis;
    }

    /** Completes with Redis's words if it refuses anything; a failure to ask says nothing about the answer. */
    static CompletionStage<Optional<String>> ask(RedisAsyncCommands<String, String> redis, ClusterKeys keys) {
        RightsProbe probe = new RightsProbe(redis);
        probe.question(WriteProbe.BEGIN);
        probe.questions(keys);
        return CompletableFuture.allOf(probe.answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> probe.answers.stream()
                        .flatMap(answer -> answer.join().stream())
                        .findFirst());
    }

    private void questions(ClusterKeys keys) {
        PartitionKeys partition = keys.partition(0);
        List<String> room = partition.room(0);
        String control = keys.control(HOST);
        question(CommandType.FUNCTION, "LOAD", "#!lua name=never");
        question(CommandType.FCALL, "os1_open", "2", partition.partition(), partition.host(HOST));
        question(CommandType.FCALL_RO, "os1_read", "3", room.get(0), room.get(1), room.get(2));
        question(CommandType.FCALL, "os1_claim", "1", keys.holder(HOST));
        question(CommandType.FCALL, "os1_host", "1", keys.hosts());
        question(CommandType.HSET, keys.meta(), "never", "");
        // What the functions do is done by the same user.
        question(CommandType.XADD, room.get(1), "*", "e", "");
        question(CommandType.SPUBLISH, partition.feed(0), "");
        question(CommandType.SSUBSCRIBE, partition.feed(0));
        question(CommandType.SET, partition.barrier(), "");
        question(CommandType.WAIT, "1", "1");
        question(CommandType.SUBSCRIBE, control);
        question(CommandType.PUBLISH, control, "");
    }

    private void question(ProtocolKeyword command, String... arguments) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
        for (String argument : arguments) {
            args.add(argument);
        }
        answers.add(redis.dispatch(command, new StatusOutput<>(StringCodec.UTF8), args)
                .toCompletableFuture()
                .handle((queued, failed) -> failed == null ? Optional.<String>empty() : refusal(failed)));
    }

    private static Optional<String> refusal(Throwable failed) {
        String words = RedisFailure.inWords(failed);
        return Optional.of(words).filter(said -> said.startsWith("NOPERM") || said.startsWith("ERR unknown command"));
    }
}
