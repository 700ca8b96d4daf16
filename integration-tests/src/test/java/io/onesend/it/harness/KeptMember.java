package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ResumeSettings;
import io.onesend.chat.Resumed;
import io.onesend.chat.ResumingChatClient;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.Backoff;
import io.onesend.network.NetworkClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A member of a room whose client resumes by itself, and sends again what has not reached the room. */
public final class KeptMember implements AutoCloseable, ResumingChatClient.Listener {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200), 2, 0.5);

    private final String userId;
    private final ResumingChatClient client;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<ResultCode> resumed = new CopyOnWriteArrayList<>();
    private final List<MoveNotify> moves = new CopyOnWriteArrayList<>();
    private final AtomicInteger returns = new AtomicInteger();

    private KeptMember(NetworkClient network, String userId, List<InetSocketAddress> addresses) {
        this.userId = userId;
        ResumeSettings settings = new ResumeSettings(addresses, userId, "pw", DEADLINE, DEADLINE, QUICK, 0);
        client = ResumingChatClient.start(network, settings, this);
    }

    /** In the room, having been told who is there. */
    public static KeptMember of(NetworkClient network, String userId, int room, List<InetSocketAddress> addresses) {
        KeptMember member = new KeptMember(network, userId, addresses);
        assertThat(get(member.client.firstLogin())).isEqualTo(ResultCode.NONE);
        assertThat(get(member.client.enter(room))).isEqualTo(ResultCode.NONE);
        return member;
    }

    /** Says this until it is in the room, once. */
    public void say(String text) {
        int before = returns.get();
        CompletionStage<ResultCode> answer = client.chat(text);
        try {
            assertThat(answer.toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(ResultCode.NONE);
        } catch (ExecutionException lost) {
            Awaitility.await("back after a loss").atMost(DEADLINE).until(() -> returns.get() > before);
            if (!heard.contains(userId + "> " + text)) {
                say(text);
            }
        } catch (TimeoutException silent) {
            throw new AssertionError("no answer to " + text, silent);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** All messages so far, as {@code user> text}. */
    public List<String> heard() {
        return heard;
    }

    /** How each return has ended. */
    public List<ResultCode> resumed() {
        return resumed;
    }

    public List<MoveNotify> moves() {
        return moves;
    }

    @Override
    public void onPacket(ServerPacket packet) {
        if (packet instanceof RoomChatNotify chat) {
            heard.add(chat.userId() + "> " + chat.message());
        }
    }

    @Override
    public void onMoving(MoveNotify move) {
        moves.add(move);
    }

    @Override
    public void onResumed(Resumed how) {
        resumed.add(how.result());
        returns.incrementAndGet();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        client.close();
    }
}
