package io.onesend.chat;

import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.NetworkClient;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@link ResumingChatClient} does by itself, on the network client's first loop: one connection after the other, each with
 * a resume or a login, and the waits in between. There is at most one connection, and one timer for the step under way.
 */
@LogicThread
final class KeptSession {

    private static final Logger LOG = LoggerFactory.getLogger(KeptSession.class);

    private static final DisconnectReason MOVED = DisconnectReason.of("moved", Fault.NONE);
    private static final DisconnectReason NOT_ADMITTED = DisconnectReason.of("not-admitted", Fault.NETWORK);

    private final NetworkClient network;
    private final LogicLoop loop;
    private final ResumeSettings settings;
    private final ResumingChatClient.Listener listener;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final CompletableFuture<ResultCode> firstLogin = new CompletableFuture<>();

    /** Written on the logic thread. */
    private volatile @Nullable ChatClient ready;

    // Logic thread.
    private final AddressOrder addresses;
    private @Nullable Connection connection;
    private @Nullable ResumeTicket ticket;
    private @Nullable Integer room;
    private int failures;
    private boolean wasReady;
    private boolean moving;
    private boolean ended;

    /** For the step under way: the next attempt, the answer's time limit, or the time until a connection counts as good. */
    private @Nullable LogicTimer step;

    private @Nullable LogicTimer move;

    KeptSession(NetworkClient network, ResumeSettings settings, ResumingChatClient.Listener listener) {
        this.network = network;
        this.loop = network.logicLoop();
        this.settings = settings;
        this.listener = listener;
        this.addresses = new AddressOrder(settings.addresses());
    }

    @AnyThread
    void start() {
        onLoop(this::connect);
    }

    @AnyThread
    void close() {
        onLoop(() -> end(null));
    }

    @AnyThread
    CompletionStage<ResultCode> firstLogin() {
        return firstLogin.minimalCompletionStage();
    }

    /** The connection that takes requests; null while there is no session. */
    @AnyThread
    @Nullable
    ChatClient ready() {
        return ready;
    }

    /** Runs at once on the loop, so that packets and what follows of them stay in order. */
    @AnyThread
    private void onLoop(Runnable task) {
        if (loop.inLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("a resuming client's loop is closed: nobody is left to be told");
        }
    }

    /** One attempt, and the connection that came of it. What comes of an earlier one is ignored. */
    private final class Connection implements ChatClient.Listener {

        private final InetSocketAddress address;
        private @Nullable ChatClient client;

        Connection(InetSocketAddress address) {
            this.address = address;
        }

        void opened(@Nullable ChatClient opened) {
            client = opened;
            if (connection != this) {
                close();
            } else if (opened == null) {
                waitForNextAttempt();
            } else {
                begin(this, opened);
            }
        }

        void unlessLeft(Runnable task) {
            onLoop(() -> {
                if (connection == this) {
                    task.run();
                }
            });
        }

        void close() {
            if (client != null) {
                client.close();
            }
        }

        /** Goes for good: without the leave, the host would wait for the client to come back. */
        void leave() {
            if (client != null && client.room() != null) {
                client.leave();
            }
            close();
        }

        @Override
        public void onPacket(ServerPacket packet) {
            unlessLeft(() -> heard(this, packet));
        }

        @Override
        public void onDisconnect(DisconnectReason reason) {
            unlessLeft(() -> lost(this, reason));
        }
    }

    private void connect() {
        if (ended) {
            return;
        }
        Connection opening = new Connection(addresses.next());
        connection = opening;
        ChatClient.connect(network, opening.address, settings.connectTimeout(), opening)
                .whenComplete((client, failed) -> onLoop(() -> opening.opened(client)));
    }

    private void begin(Connection current, ChatClient client) {
        after(settings.answerTimeout(), () -> drop(current, NOT_ADMITTED));
        new Admission(client, settings, ticket, room)
                .start()
                .thenAccept(outcome -> current.unlessLeft(() -> admitted(current, client, outcome)))
                .whenComplete((done, failed) -> onLoop(() -> failed(current, failed)));
    }

    /** A connection that has ended is told of by its listener. Anything else is a fault, of this class or of the listener. */
    private static void failed(Connection current, @Nullable Throwable failure) {
        if (failure != null && !(failure.getCause() instanceof ConnectionEndedException)) {
            LOG.error("a resuming client failed after its login; it closes the connection", failure);
            current.close();
        }
    }

    private void admitted(Connection current, ChatClient client, Admission.Outcome outcome) {
        switch (outcome.verdict()) {
            case IN -> back(client, outcome.how());
            case LATER -> {
                // Who has never been in is told of any refusal; who has been in comes back.
                if (wasReady) {
                    drop(current, NOT_ADMITTED);
                } else {
                    end(outcome.how().result());
                }
            }
            case REFUSED -> end(outcome.how().result());
        }
    }

    private void back(ChatClient client, Resumed how) {
        ready = client;
        after(settings.backoff().most(), () -> failures = 0);
        if (wasReady) {
            listener.onResumed(how);
        } else {
            wasReady = true;
            firstLogin.complete(ResultCode.NONE);
        }
    }

    private void heard(Connection current, ServerPacket packet) {
        listener.onPacket(packet);
        if (packet instanceof MoveNotify notify && connection == current) {
            cancel(move);
            move = loop.schedule(Duration.ofMillis(notify.afterMillis()), () -> moveFrom(current, notify));
            listener.onMoving(notify);
        }
    }

    private void moveFrom(Connection current, MoveNotify to) {
        if (connection != current) {
            return;
        }
        moving = true;
        if (!to.host().isEmpty()) {
            addresses.tryFirst(InetSocketAddress.createUnresolved(to.host(), to.port()));
        }
        drop(current, MOVED);
    }

    /** Goes on without this connection, and does not wait for its end, which a silent server can delay. */
    private void drop(Connection current, DisconnectReason why) {
        lost(current, why);
        current.close();
    }

    private void lost(Connection current, DisconnectReason reason) {
        boolean wasInSession = ready != null;
        if (current.client != null) {
            keepWhatItKnew(current.client, wasInSession);
        }
        ready = null;
        cancel(move);
        if (moving) {
            moving = false;
            cancel(step);
            connect();
        } else {
            if (wasInSession) {
                addresses.tryFirst(current.address);
            }
            waitForNextAttempt();
        }
        if (wasInSession) {
            listener.onLost(reason);
        }
    }

    private void keepWhatItKnew(ChatClient client, boolean wasInSession) {
        ResumeTicket latest = client.ticket();
        if (wasInSession) {
            ticket = latest;
            room = client.room();
        } else if (latest != null) {
            // Resumed, and lost again within the replay.
            ticket = latest;
        }
    }

    private void waitForNextAttempt() {
        connection = null;
        failures++;
        after(settings.backoff().delay(failures, random), this::connect);
    }

    private void end(@Nullable ResultCode refusal) {
        if (ended) {
            return;
        }
        ended = true;
        Connection last = connection;
        connection = null;
        ready = null;
        cancel(step);
        cancel(move);
        if (last != null) {
            last.leave();
        }
        if (refusal == null) {
            firstLogin.completeExceptionally(new ConnectionEndedException("the client is closed"));
        } else {
            firstLogin.complete(refusal);
        }
        listener.onEnd(refusal);
    }

    private void after(Duration time, Runnable task) {
        cancel(step);
        step = loop.schedule(time, task);
    }

    private static void cancel(@Nullable LogicTimer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
