package io.onesend.it.faults;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Logs in, and logs in again when the connection has ended: the room has to be entered anew then. */
final class PlainConnection implements UserConnection {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BEFORE_ANOTHER_ATTEMPT = Duration.ofMillis(100);

    private final ChatLoad load;
    private final TalkingUser user;
    private @Nullable ChatClient client;
    private boolean ended;

    PlainConnection(ChatLoad load, TalkingUser user) {
        this.load = load;
        this.user = user;
    }

    @Override
    public void start() {
        InetSocketAddress address = load.hosts().addressFor(user.home());
        if (ended) {
            return;
        } else if (address == null) {
            load.later(BEFORE_ANOTHER_ATTEMPT, this::start);
            return;
        }
        ChatClient.connect(load.network(), address, CONNECT_TIMEOUT, new Listener())
                .whenCompleteAsync(this::connected, load.loop());
    }

    private void connected(@Nullable ChatClient opened, @Nullable Throwable refused) {
        if (opened == null) {
            load.later(BEFORE_ANOTHER_ATTEMPT, this::start);
        } else if (ended) {
            opened.close();
        } else {
            client = opened;
            login(opened);
        }
    }

    private void login(ChatClient on) {
        on.login(user.id(), ChatLoad.PASSWORD).whenComplete((result, broken) -> {
            if (result == ResultCode.NONE) {
                user.loggedIn(new Line(on));
            } else if (result != null) {
                load.later(BEFORE_ANOTHER_ATTEMPT, () -> {
                    if (client == on) {
                        login(on);
                    }
                });
            }
        });
    }

    @Override
    public void end() {
        ended = true;
        if (client != null) {
            client.close();
        }
    }

    private record Line(ChatClient client) implements ChatLine {

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

    private final class Listener implements ChatClient.Listener {

        @Override
        public void onPacket(ServerPacket packet) {
            user.heard(packet);
        }

        @Override
        public void onDisconnect(DisconnectReason reason) {
            client = null;
            if (!ended) {
                user.lost();
                load.later(BEFORE_ANOTHER_ATTEMPT, PlainConnection.this::start);
            }
        }
    }
}
