package io.onesend.chat.cluster;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** One host of a few that share a {@link LittleRedis}, without rooms: its sessions claim user ids and give them back. */
final class LittleHost {

    private static final String PREFIX = "onesend:";

    /** The hosts of a test, on one loop and one clock. */
    static final class Cluster implements AutoCloseable {
        private static final Duration STEP = Duration.ofMillis(50);

        final LittleRedis redis = new LittleRedis();
        private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
        private final LogicLoop loop = LogicLoop.stepped(nanos::get);

        LittleHost start(String hid, boolean kickOld) {
            LittleHost host = new LittleHost(
                    this,
                    hid,
                    Configs.cluster(hid, kickOld),
                    ChatConfig.defaults().rooms());
            run(host.membership::start);
            return host;
        }

        /** Which host holds a user id, and with which number; empty: none does. */
        String holderOf(String userId) {
            Holder holder = redis.kept().holder(new ClusterKeys(PREFIX, 1).holder(userId));
            return holder.isNobody() ? "" : holder.hid() + " " + holder.uniqueId();
        }

        void run(Runnable task) {
            loop.execute(task);
            settle();
        }

        void settle() {
            while (loop.step() > 0) {
                continue;
            }
        }

        void pass(Duration time) {
            for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(STEP)) {
                nanos.addAndGet(STEP.toNanos());
                settle();
            }
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    /** A login: its session, and the answers to its claim. */
    static final class Login {
        final FakeSession session;
        final String userId;
        final long uniqueId;
        final List<ResultCode> results = new ArrayList<>();

        private Login(FakeSession session, String userId, long uniqueId) {
            this.session = session;
            this.userId = userId;
            this.uniqueId = uniqueId;
        }
    }

    final Cluster cluster;
    final LittlePort port;
    final ClusterParts parts;
    final Membership membership;
    private long sessions;

    LittleHost(Cluster cluster, String hid, ClusterConfig config, ChatConfig.Rooms rooms) {
        this.cluster = cluster;
        port = new LittlePort(cluster.redis, cluster.loop, this::hear);
        ClusterKeys keys = new ClusterKeys(PREFIX, config.partitions());
        parts = new ClusterParts(config, port, keys, cluster.loop, new Random(1), hid, cluster.nanos::get);
        membership = new Membership(parts, rooms, new ClusterCounters());
    }

    private void hear(byte[] message) {
        membership.heard(message);
    }

    /** A session whose password was right claims its id; unique ids differ between hosts by the caller's care. */
    Login login(String userId, long uniqueId) {
        Listener listener = new Listener();
        FakeSession session =
                new FakeSession(++sessions, new InetSocketAddress("127.0.0.1", 40_000), cluster.loop, listener);
        Login login = new Login(session, userId, uniqueId);
        listener.login = login;
        cluster.run(() -> membership.claims().claim(userOf(session), userId, uniqueId, login.results::add));
        return login;
    }

    private static ChatUser userOf(Session session) {
        return (ChatUser) session.attachment();
    }

    /** Does what a chat does at a session's two ends. */
    private final class Listener implements SessionListener<ClientPacket> {
        private Login login;

        @Override
        public void onConnect(Session session) {
            session.attach(new ChatUser(
                    session,
                    ChatProtocol.serverRegistry(),
                    ChatConfig.defaults().rate(),
                    System::nanoTime));
        }

        @Override
        public void onReceive(Session session, ClientPacket packet) {
            throw new AssertionError("these sessions send nothing");
        }

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            if (login.results.contains(ResultCode.NONE)) {
                membership.claims().release(login.userId, login.uniqueId);
            }
        }
    }
}
