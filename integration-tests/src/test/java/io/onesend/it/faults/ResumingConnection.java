package io.onesend.it.faults;

import io.onesend.chat.ResumeSettings;
import io.onesend.chat.Resumed;
import io.onesend.chat.ResumingChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Resumes the session when a connection has ended, at whichever host. */
final class ResumingConnection implements UserConnection {

    private static final Duration BEFORE_ANOTHER_ATTEMPT = Duration.ofMillis(100);

    private final ChatLoad load;
    private final TalkingUser user;
    private @Nullable ResumingChatClient client;
    private boolean ended;

    ResumingConnection(ChatLoad load, TalkingUser user) {
        this.load = load;
        this.user = user;
    }

    @Override
    public void start() {
        ResumeSettings settings =
                ResumeSettings.of(load.hosts().addressesFrom(user.home()), user.id(), ChatLoad.PASSWORD);
        ResumingChatClient started = ResumingChatClient.start(load.network(), settings, new Listener());
        client = started;
        started.firstLogin().thenAccept(result -> {
            if (result == ResultCode.NONE) {
                user.loggedIn(new Line(started));
            } else {
                // Who has not been in is told of any refusal, and a Redis that has just failed over may not be found
                // again yet.
                load.later(BEFORE_ANOTHER_ATTEMPT, this::startUnlessEnded);
            }
        });
    }

    private void startUnlessEnded() {
        if (!ended) {
            start();
        }
    }

    @Override
    public void end() {
        ended = true;
        if (client != null) {
            client.close();
        }
    }

    private record Line(ResumingChatClient client) implements ChatLine {

        @Override
        public CompletionStage<ResultCode> enter(int room) {
            return client.enter(room);
        }

        @Override
        public CompletionStage<ResultCode> leave() {
            return client.leave();
        }

        @Override
        public CompletionStage<ResultCode> chat(String text) {
            return client.chat(text);
        }
    }

    private final class Listener implements ResumingChatClient.Listener {

        @Override
        public void onPacket(ServerPacket packet) {
            user.heard(packet);
        }

        @Override
        public void onLost(DisconnectReason reason) {
            user.interrupted();
        }

        @Override
        public void onResumed(Resumed how) {
            if (client == null) {
                throw new IllegalStateException(user + " resumed before it began");
            }
            user.resumed(new Line(client), how.result());
        }
    }
}
