package io.onesend.chat.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.onesend.network.logic.AnyThread;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks Redis whether it would register a user, without registering one: in a transaction it checks a command as always, for
 * rights, memory and its own role, but only queues it, and forgets it when the connection ends. So each question has a
 * connection of its own.
 */
@AnyThread
final class WriteProbe {

    /** Under another name than its own, or Lettuce would keep answers back until the end of the transaction. */
    static final ProtocolKeyword BEGIN = new ProtocolKeyword() {
        @Override
        public byte[] getBytes() {
            return "MULTI".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return "BEGIN";
        }
    };

    private WriteProbe() {}

    /** Fails if Redis refuses. A failure to ask says nothing about the answer. */
    static CompletionStage<Void> ask(
            CompletionStage<StatefulRedisConnection<String, String>> own, String key, String field) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        own.whenComplete((connection, unreachable) -> {
            if (unreachable == null) {
                ask(connection, key, field, answer);
            } else {
                answer.complete(null);
            }
        });
        return answer;
    }

    private static void ask(
            StatefulRedisConnection<String, String> connection,
            String key,
            String field,
            CompletableFuture<Void> answer) {
        CompletableFuture<Void> unused =
                answer.handle((done, failed) -> connection.closeAsync()).thenCompose(end -> end);
        connection.async().dispatch(BEGIN, new StatusOutput<>(StringCodec.UTF8)).whenComplete((begun, refused) -> {
            if (refused != null) {
                answer.complete(null);
                return;
            }
            CommandArgs<String, String> user =
                    new CommandArgs<>(StringCodec.UTF8).addKey(key).add(field).add("");
            connection
                    .async()
                    .dispatch(CommandType.HSETNX, new StatusOutput<>(StringCodec.UTF8), user)
                    .whenComplete((queued, failed) -> {
                        if (failed == null) {
                            answer.complete(null);
                        } else {
                            answer.completeExceptionally(failed);
                        }
                    });
        });
    }
}
