package io.onesend.host.moderation;

import io.onesend.chat.ChatServer;
import io.onesend.chat.ClusterUnavailableException;
import io.onesend.chat.admin.ChatAdmin;
import io.onesend.chat.admin.NoAnswerException;
import io.onesend.chat.admin.UserInfo;
import io.onesend.host.ops.OpsException;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The parts of a host that serves, and how their answers are waited for. */
public record Served(NetworkServer network, ChatServer chat) {

    /** Longer than any question of the chat takes, which says so itself when it is late. */
    private static final Duration AT_MOST = Duration.ofSeconds(3);

    static Served of(Supplier<Optional<Served>> host) throws OpsException {
        return host.get().orElseThrow(() -> new OpsException(OpsException.Kind.UNAVAILABLE, "the host is starting"));
    }

    ChatAdmin admin() {
        return chat.admin();
    }

    /** The users of these sessions, for those that have one. */
    Map<Session, UserInfo> usersOf(List<Session> sessions) throws OpsException {
        if (sessions.isEmpty()) {
            return Map.of();
        }
        List<Optional<UserInfo>> users = await(admin().usersOf(sessions));
        Map<Session, UserInfo> bySession = new HashMap<>();
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            users.get(i).ifPresent(user -> bySession.put(session, user));
        }
        return bySession;
    }

    static <T> T await(CompletionStage<T> stage) throws OpsException {
        try {
            return stage.toCompletableFuture().get(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof NoAnswerException why) {
                throw new OpsException(OpsException.Kind.UNAVAILABLE, String.valueOf(why.getMessage()));
            }
            if (failed.getCause() instanceof ClusterUnavailableException why) {
                throw new OpsException(OpsException.Kind.UNAVAILABLE, String.valueOf(why.getMessage()));
            }
            throw new IllegalStateException("the chat could not answer an operator", failed);
        } catch (TimeoutException late) {
            throw new OpsException(OpsException.Kind.UNAVAILABLE, "no answer within " + AT_MOST.toSeconds() + " s");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new OpsException(OpsException.Kind.UNAVAILABLE, "stopping");
        }
    }
}
