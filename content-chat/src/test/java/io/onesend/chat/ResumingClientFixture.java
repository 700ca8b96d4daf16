package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ScriptedHost.Peer;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.Backoff;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A resuming client, and two hosts that the test scripts, byte by byte. */
abstract class ResumingClientFixture {

    static final Duration LONG = Duration.ofSeconds(30);

    final LogicLoop loop = LogicLoop.start("client-logic");
    final NetworkClient network = NetworkClient.start(
            NetworkConfig.builder()
                    .transport(TestTransport.CHOSEN)
                    // These hosts do not answer the end of a connection with their own.
                    .closeTimeout(Duration.ofMillis(50))
                    .build(),
            loop);
    final Heard heard = new Heard();
    ScriptedHost one;
    ScriptedHost two;

    @BeforeEach
    void startHosts() throws IOException {
        one = new ScriptedHost();
        two = new ScriptedHost();
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        loop.close();
        one.close();
        two.close();
    }

    ResumingChatClient start(ScriptedHost... hosts) {
        return start(LONG, hosts);
    }

    ResumingChatClient start(Duration answerTimeout, ScriptedHost... hosts) {
        List<InetSocketAddress> addresses =
                List.of(hosts).stream().map(ScriptedHost::address).toList();
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), 2, 0.5);
        return ResumingChatClient.start(
                network, new ResumeSettings(addresses, "alice", "secret", LONG, answerTimeout, backoff, 0), heard);
    }

    /** Lets the client enter a room, and hear it up to this offset. */
    Peer inRoom(ResumingChatClient client, Peer peer, int room, long offset) throws Exception {
        assertThat(result(client.firstLogin())).isEqualTo(ResultCode.NONE);
        CompletionStage<ResultCode> enter = client.enter(room);
        peer.expectEnter(room).answerEnter(0).list("alice").position(offset);
        assertThat(result(enter)).isEqualTo(ResultCode.NONE);
        heard.awaitPosition(offset);
        return peer;
    }

    static <T> T result(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** What the client's listener heard, as lines. */
    static final class Heard implements ResumingChatClient.Listener {

        final List<String> lines = new CopyOnWriteArrayList<>();
        volatile long position;

        void await(String line) {
            Awaitility.await(line).until(() -> lines.contains(line));
        }

        void awaitPosition(long offset) {
            Awaitility.await("position " + offset).until(() -> position == offset);
        }

        @Override
        public void onPacket(ServerPacket packet) {
            if (packet instanceof RoomChatNotify chat) {
                lines.add(chat.userId() + "> " + chat.message());
            } else if (packet instanceof RoomNewUserNotify entered) {
                lines.add(entered.userId() + " in");
            } else if (packet instanceof RoomLeaveUserNotify left) {
                lines.add(left.userUniqueId() + " out");
            } else if (packet instanceof RoomPositionNotify heard) {
                position = heard.offset();
            } else if (packet instanceof RoomGapNotify gap) {
                lines.add(gap.roomNumber() + " lacks " + gap.fromOffset() + " to " + gap.toOffset() + ": "
                        + gap.reason());
            }
        }

        @Override
        public void onLost(DisconnectReason reason) {
            lines.add("lost");
        }

        @Override
        public void onResumed(Resumed how) {
            lines.add("resumed " + how.result() + " " + how.replayed());
        }

        @Override
        public void onMoving(MoveNotify move) {
            lines.add("moving to " + move.port());
        }

        @Override
        public void onEnd(@Nullable ResultCode refusal) {
            lines.add("end " + refusal);
        }
    }
}
