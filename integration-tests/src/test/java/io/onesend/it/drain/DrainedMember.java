package io.onesend.it.drain;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkClient;
import io.onesend.network.logic.LogicLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A member of a room who notes what it hears, and goes to another host as soon as its own closes the connection. */
final class DrainedMember implements ChatClient.Listener {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(30);
    private static final String OPERATOR = "*";

    private final NetworkClient network;
    private final LogicLoop loop;
    private final String userId;
    private final InetSocketAddress next;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger notices = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();

    private volatile ChatClient client;
    private volatile long endedNanos;
    private volatile long backNanos;
    private volatile boolean back;

    // Logic thread.
    private int said;
    private boolean ended;

    DrainedMember(NetworkClient network, LogicLoop loop, String userId, InetSocketAddress next) {
        this.network = network;
        this.loop = loop;
        this.userId = userId;
        this.next = next;
    }

    /** Waits until it is in the room. */
    ResultCode enter(InetSocketAddress host, int room) {
        client = ChatClient.connect(network, host, CONNECT_WITHIN, this)
                .toCompletableFuture()
                .join();
        ResultCode login = client.login(userId, "pw").toCompletableFuture().join();
        return login == ResultCode.NONE
                ? client.enter(room).toCompletableFuture().join()
                : login;
    }

    /** Says one thing after the other, each after the answer to the one before, until its connection ends. */
    void talk(Duration pause) {
        loop.schedule(pause, () -> {
            if (!ended) {
                client.chat(userId + " " + said++).whenComplete((result, failed) -> {
                    if (failed == null) {
                        talk(pause);
                    }
                });
            }
        });
    }

    @Override
    public void onPacket(ServerPacket packet) {
        received.incrementAndGet();
        if (packet instanceof RoomChatNotify chat) {
            if (chat.userId().equals(OPERATOR)) {
                notices.incrementAndGet();
            } else {
                heard.add(chat.message());
            }
        }
    }

    @Override
    public void onDisconnect(DisconnectReason reason) {
        ended = true;
        endedNanos = System.nanoTime();
        ChatClient.connect(network, next, CONNECT_WITHIN, new ChatClient.Listener() {})
                .thenCompose(connected -> connected.login(userId, "pw"))
                .thenAccept(result -> {
                    backNanos = System.nanoTime();
                    back = result == ResultCode.NONE;
                });
    }

    List<String> heard() {
        return heard;
    }

    long received() {
        return received.get();
    }

    int notices() {
        return notices.get();
    }

    long endedNanos() {
        return endedNanos;
    }

    long backNanos() {
        return backNanos;
    }

    boolean isBack() {
        return back;
    }
}
