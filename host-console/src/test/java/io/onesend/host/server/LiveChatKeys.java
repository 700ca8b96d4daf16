package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.host.config.LogConfig;
import io.onesend.host.drain.DrainStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of the chat, and of the host around it. */
final class LiveChatKeys {

    private static final String GRACE = "drain.grace=20s";
    private static final int ROOM = 6;
    private static final int PONG = 3;
    private static final int UNKNOWN = 999;

    static final List<LiveKey> ALL = List.of(
            LiveKey.of("chat.echo", "false", LiveChatKeys::anEchoIsNotAnswered),
            LiveKey.of("chat.max-users", "1", LiveChatKeys::aSecondUserHasNoPlace),
            LiveKey.of("chat.login-timeout", "1s", host -> {
                try (RawPeer peer = host.peer()) {
                    peer.expectEcho();
                    peer.expectEnd();
                }
            }),
            LiveKey.of("chat.rooms.max-users", "1", LiveChatKeys::aRoomIsFull),
            LiveKey.of("chat.rate.messages-per-second", "1", host -> onlySomeAreSaid(host, 1), "chat.rate.burst=1"),
            LiveKey.of("chat.rate.burst", "3", host -> onlySomeAreSaid(host, 3), "chat.rate.messages-per-second=1"),
            LiveKey.of("chat.unknown-packets", "1", host -> {
                try (RawPeer peer = host.peer()) {
                    peer.send(RawPeer.packet(UNKNOWN, 0));
                    peer.expectEcho();
                    peer.send(RawPeer.packet(UNKNOWN, 0));
                    peer.expectEnd();
                }
            }),
            LiveKey.of(
                    "chat.login-throttle.failures-per-user",
                    "1",
                    host -> assertThat(failTwice(host, "guessed", "guessed"))
                            .isEqualTo(ResultCode.LOGIN_TOO_MANY_ATTEMPTS)),
            LiveKey.of(
                    "chat.login-throttle.failures-per-address",
                    "1",
                    host -> assertThat(failTwice(host, "one", "another"))
                            .isEqualTo(ResultCode.LOGIN_TOO_MANY_ATTEMPTS)),
            LiveKey.of(
                    "chat.login-throttle.window",
                    "1s",
                    LiveChatKeys::aRefusalEndsSoon,
                    "chat.login-throttle.failures-per-user=1"),
            LiveKey.of(
                    "admin.token-file",
                    LiveHost.TOKEN_FILE,
                    host -> assertThat(host.ask("localhost", "/api/v1/status", LiveHost.TOKEN))
                            .startsWith("HTTP/1.1 200")),
            LiveKey.of(
                    "admin.hosts",
                    "chat.example",
                    host -> assertThat(host.ask("chat.example", "/livez", "")).startsWith("HTTP/1.1 200")),
            LiveKey.of(
                    "drain.grace",
                    "20s",
                    host -> assertThat(drained(host, Optional.empty()).closesInMillis())
                            .isBetween(10_000L, 20_000L),
                    "drain.limit=60s"),
            LiveKey.of(
                    "drain.over",
                    "30s",
                    // Of a minute the grace takes 20 s, these 30 s, and 10 s are left for those who are slow.
                    host -> assertThat(drained(host, Optional.of(Duration.ofSeconds(1)))
                                    .cutInMillis())
                            .isBetween(20_000L, 31_000L),
                    GRACE,
                    "drain.limit=60s"),
            LiveKey.of(
                    "drain.limit",
                    "300s",
                    host -> assertThat(drained(host, Optional.empty()).cutInMillis())
                            .isBetween(200_000L, 300_000L),
                    GRACE),
            // The tests' log is not the server's: here, that the log gets it.
            LiveKey.of(
                    "log.level",
                    "debug",
                    host -> assertThat(host.reload().running().config().log().level())
                            .isEqualTo(LogConfig.Level.DEBUG)));

    private LiveChatKeys() {}

    private static void anEchoIsNotAnswered(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            peer.send(RawPeer.packet(RawPeer.ECHO, 3));
            peer.send(RawPeer.packet(2, 2));
            peer.expect(RawPeer.packet(PONG, 2));
        }
    }

    private static void aSecondUserHasNoPlace(LiveHost host) throws Exception {
        try (ChatClient first = host.loggedIn("first");
                ChatClient second = host.client()) {
            assertThat(LiveHost.login(second, "second", "pw")).isEqualTo(ResultCode.LOGIN_USER_USED_ALL_OBJ);
            assertThat(LiveHost.answer(first.enter(ROOM).toCompletableFuture())).isEqualTo(ResultCode.NONE);
        }
    }

    private static void aRoomIsFull(LiveHost host) throws Exception {
        try (ChatClient first = host.loggedIn("first");
                ChatClient second = host.loggedIn("second")) {
            assertThat(LiveHost.answer(first.enter(ROOM).toCompletableFuture())).isEqualTo(ResultCode.NONE);
            assertThat(LiveHost.answer(second.enter(ROOM).toCompletableFuture()))
                    .isNotEqualTo(ResultCode.NONE);
        }
    }

    private static void onlySomeAreSaid(LiveHost host, int some) throws Exception {
        try (ChatClient client = host.loggedIn("talker")) {
            assertThat(LiveHost.answer(client.enter(ROOM).toCompletableFuture()))
                    .isEqualTo(ResultCode.NONE);
            for (int i = 0; i < some; i++) {
                assertThat(LiveHost.answer(client.chat("hello").toCompletableFuture()))
                        .isEqualTo(ResultCode.NONE);
            }
            // One of several, should the machine have stood still meanwhile.
            List<ResultCode> more = List.of(
                    LiveHost.answer(client.chat("hello").toCompletableFuture()),
                    LiveHost.answer(client.chat("hello").toCompletableFuture()),
                    LiveHost.answer(client.chat("hello").toCompletableFuture()));
            assertThat(more).anyMatch(result -> result != ResultCode.NONE);
        }
    }

    /** What comes of a second wrong password. */
    private static ResultCode failTwice(LiveHost host, String first, String second) throws Exception {
        for (String user : List.of(first, second)) {
            // The first login of an id registers it.
            host.loggedIn(user).close();
        }
        try (ChatClient client = host.client()) {
            assertThat(LiveHost.login(client, first, "wrong")).isNotEqualTo(ResultCode.NONE);
        }
        try (ChatClient client = host.client()) {
            return LiveHost.login(client, second, "wrong");
        }
    }

    private static void aRefusalEndsSoon(LiveHost host) throws Exception {
        assertThat(failTwice(host, "forgetful", "forgetful")).isNotEqualTo(ResultCode.NONE);
        await().atMost(LiveHost.WITHIN).until(() -> {
            try (ChatClient client = host.client()) {
                return LiveHost.login(client, "forgetful", "pw") == ResultCode.NONE;
            }
        });
    }

    private static DrainStatus drained(LiveHost host, Optional<Duration> over) throws Exception {
        DrainStatus status = host.host().drain().begin(over);
        host.host().drain().undo();
        return status;
    }
}
