package io.onesend.chat;

import io.onesend.chat.admin.AdminTasks;
import io.onesend.chat.admin.ChatAdmin;
import io.onesend.chat.ban.Bans;
import io.onesend.chat.cluster.Cluster;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.cluster.ClusterParts;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.Authenticator;
import io.onesend.chat.login.FeaturesHandler;
import io.onesend.chat.login.LoginHandler;
import io.onesend.chat.login.PasswordHasher;
import io.onesend.chat.login.PasswordThreads;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.redis.RedisLinks;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.chat.room.LocalOrder;
import io.onesend.chat.room.RoomDirectory;
import io.onesend.chat.room.RoomHandler;
import io.onesend.chat.room.RoomOrder;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.chat.statistics.ToldElsewhere;
import io.onesend.chat.statistics.Whereabouts;
import io.onesend.chat.user.ChatRate;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.LocalClaims;
import io.onesend.chat.user.UserClaims;
import io.onesend.chat.user.UserDirectory;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chat, to be run by a network server: give its {@link #registry} and its {@link #listener} to
 * {@code NetworkServer.start}, with one thread of callbacks: a single logic loop, or inline with a single I/O thread. The
 * accounts stay the caller's. Close the network server first, then this, then the accounts and the loop.
 */
@AnyThread
public final class ChatServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChatServer.class);

    private final PacketRegistry<ClientPacket, ServerPacket> registry = ChatProtocol.serverRegistry();
    private final ChatCounters counters = new ChatCounters();
    private final AtomicReference<@Nullable LogicLoop> onlyLoop = new AtomicReference<>();
    private final PasswordThreads passwords;
    private final UserDirectory users;
    private final Bans bans;
    private final ChatAdmin admin;
    private final LiveSettings settings;
    private final SessionListener<ClientPacket> listener;
    private final @Nullable Cluster cluster;
    private final @Nullable HostOperations operations;

    public ChatServer(ChatConfig config, AccountStore accounts) {
        this(config, accounts, PasswordThreads.start(new PasswordHasher()), System::nanoTime);
    }

    /**
     * A host that shares its rooms with the others of its cluster. It connects to Redis by itself, and goes on connecting.
     *
     * @param redis where the cluster is; the accounts may be elsewhere
     * @param loop of all sessions
     */
    public static ChatServer inCluster(
            ChatConfig config, ClusterConfig cluster, AccountStore accounts, RedisSettings redis, LogicLoop loop) {
        ClusterKeys keys = new ClusterKeys(redis.keyPrefix(), cluster.partitions());
        RedisLinks links = new RedisLinks(
                redis, keys, cluster.feedMaxPendingBytes(), cluster.replicated() ? cluster.replicas() : 0, loop);
        SecureRandom seeds = new SecureRandom();
        String hid = HexFormat.of().toHexDigits(seeds.nextLong());
        ClusterParts parts = new ClusterParts(
                cluster, links, keys, loop, new SplittableRandom(seeds.nextLong()), hid, System::nanoTime);
        PasswordThreads passwords = PasswordThreads.start(new PasswordHasher());
        return new ChatServer(config, accounts, passwords, System::nanoTime, parts);
    }

    ChatServer(ChatConfig config, AccountStore accounts, PasswordThreads passwords, LongSupplier nanoTime) {
        this(config, accounts, passwords, nanoTime, new AtomicLong()::incrementAndGet, null);
    }

    /** A host that shares its rooms with others. All its sessions must have the loop of the cluster. */
    ChatServer(
            ChatConfig config,
            AccountStore accounts,
            PasswordThreads passwords,
            LongSupplier nanoTime,
            ClusterParts parts) {
        this(
                config,
                accounts,
                passwords,
                nanoTime,
                () -> parts.random().nextLong() >>> 1,
                new Cluster(parts, config.rooms()));
        onlyLoop.set(parts.loop());
    }

    private ChatServer(
            ChatConfig config,
            AccountStore accounts,
            PasswordThreads passwords,
            LongSupplier nanoTime,
            LongSupplier uniqueIds,
            @Nullable Cluster cluster) {
        this.passwords = passwords;
        this.cluster = cluster;
        bans = new Bans(accounts.bans(), InstantSource.system());
        users = new UserDirectory(config.maxUsers(), uniqueIds, counters, bans::isBanned);
        RoomOrder order = cluster == null ? new LocalOrder() : cluster;
        RoomDirectory rooms = new RoomDirectory(config.rooms(), order, registry, counters);
        admin = new ChatAdmin(new AdminTasks(onlyLoop::get), users, rooms);
        UserClaims claims =
                cluster == null ? new LocalClaims() : cluster.membership().claims();
        Authenticator authenticator = Authenticator.of(config, accounts, passwords);
        ChatRate rate = new ChatRate(config.rate());
        Function<Session, ChatUser> userOf = session -> {
            checkLoop(session.logicLoop());
            settings().adopt();
            return new ChatUser(session, registry, rate, nanoTime);
        };
        LoginHandler login = new LoginHandler(config, users, claims, authenticator, counters, nanoTime);
        ChatListener chat = new ChatListener(
                config,
                counters,
                userOf,
                login,
                new RoomHandler(rooms, counters, cluster),
                cluster == null ? null : partsOf(cluster));
        settings = new LiveSettings(
                config,
                List.of(
                        chat::change,
                        login::change,
                        next -> users.limit(next.maxUsers()),
                        next -> rooms.limit(next.rooms().maxUsers()),
                        next -> rate.change(next.rate())));
        // A host that is alone answers each chat at once.
        listener = cluster == null ? chat : new AnswersInOrder(chat);
        operations = cluster == null ? null : new HostOperations(cluster, users);
        if (cluster != null) {
            cluster.membership().onSaying(admin::say);
            cluster.start();
        }
        bans.onBan(admin::enforce);
        bans.start();
    }

    /** There from the end of the construction on, and so for every session. */
    private LiveSettings settings() {
        return settings;
    }

    private static ChatListener.OfCluster partsOf(Cluster cluster) {
        Lingering lingering = new Lingering(cluster.config().resume().linger(), cluster.loop());
        return new ChatListener.OfCluster(new FeaturesHandler(cluster.config()), lingering);
    }

    /** The chat's state has one thread: sessions of a second thread are refused. */
    @SuppressWarnings("ReferenceEquality") // The same loop, not an equal one.
    private void checkLoop(LogicLoop loop) {
        if (onlyLoop.get() != loop && !onlyLoop.compareAndSet(null, loop)) {
            throw new IllegalStateException("the chat was given sessions of more than one thread");
        }
    }

    /** What reads and writes the packets. */
    public PacketRegistry<ClientPacket, ServerPacket> registry() {
        return registry;
    }

    /** The listener for the sessions, called on the loop's thread. */
    public SessionListener<ClientPacket> listener() {
        return listener;
    }

    /** Who is kept out. Also the address filter of the ports: a user's login is refused by itself, an address is the network's. */
    public Bans bans() {
        return bans;
    }

    /** What an operator sees of users and rooms, and does to them. */
    public ChatAdmin admin() {
        return admin;
    }

    /**
     * Changes what may change while the chat runs: echo, the most users, the time to log in of sessions that begin later, the most
     * users in a room, the rate, unknown packets, the limits on failed logins. The rest of the configuration is ignored. In a
     * cluster the most users in a room must not change, because the hosts have agreed on it.
     */
    public void reconfigure(ChatConfig next) {
        settings.want(next);
        LogicLoop loop = onlyLoop.get();
        if (loop != null) {
            try {
                loop.execute(settings::adopt);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("the chat stops, and takes no new settings");
            }
        }
    }

    public ChatStatistics statistics() {
        return counters.read();
    }

    /** What the cluster has counted; null if this host is alone. */
    public @Nullable ClusterStatistics clusterStatistics() {
        return cluster == null ? null : cluster.statistics();
    }

    /** Why rooms wait for Redis, if some do; empty if this host is alone. */
    public String whyRoomsWait() {
        return cluster == null ? "" : cluster.whyHeld();
    }

    /** The hosts of the cluster when their list was read last, this one among them; none if this host is alone. */
    public List<ClusterHost> hosts() {
        return operations == null ? List.of() : operations.hosts();
    }

    /**
     * Finds a user in the cluster.
     *
     * @return empty if the user is not logged in; fails with {@link ClusterUnavailableException} if that cannot be told
     */
    public CompletionStage<Optional<Whereabouts>> whereis(String userId) {
        return operations == null ? isAlone() : operations.whereis(userId);
    }

    /**
     * Has the other hosts of the cluster say something to all their users, under the name *. {@link ChatAdmin#noticeToAll} is for
     * those of this host.
     *
     * @param text 1 to 256 bytes of UTF-8
     * @return what came of it, within two seconds: nobody was told if this host is alone; fails with {@link
     *     ClusterUnavailableException} if this host has stopped or is stuck
     * @throws IllegalArgumentException if no packet holds the text
     */
    public CompletionStage<ToldElsewhere> noticeElsewhere(String text) {
        ChatAdmin.checkNotice(text);
        return operations == null
                ? CompletableFuture.completedStage(ToldElsewhere.NOBODY)
                : operations.noticeElsewhere(text);
    }

    /**
     * Compares this host's configuration with what the hosts of its cluster have agreed on. The first host decides.
     *
     * @param within the time that Redis has for its answer
     * @return a line for each key that differs; fails with {@link ClusterUnavailableException} if Redis does not answer
     */
    public CompletionStage<List<String>> differencesFromCluster(Duration within) {
        return operations == null ? isAlone() : operations.differences(within);
    }

    /**
     * Empties this host: tells its users and closes their sessions, in random order, each after its queue has gone out. In a
     * cluster it takes no more logins, sends users whose clients can move to other hosts, and leaves the list of hosts. Let the
     * network server stop accepting before. It runs once, and cannot be undone.
     *
     * @param sessions those of the network server, whenever it is asked
     * @param over the time over which sessions are moved and closed
     */
    public Draining drain(Supplier<List<Session>> sessions, Duration over) {
        LogicLoop loop = onlyLoop.get();
        return loop == null
                ? new DrainOfNobody(sessions)
                : DrainOnLoop.start(new Drain.Parts(loop, registry, users, cluster, sessions), over);
    }

    private static <T> CompletionStage<T> isAlone() {
        return CompletableFuture.failedStage(new ClusterUnavailableException("this host is in no cluster"));
    }

    /** Ends the password threads; a login that still waits for one gets LOGIN_BACKEND_UNAVAILABLE. Leaves the cluster. Idempotent. */
    @Override
    public void close() {
        passwords.close();
        bans.close();
        if (operations != null) {
            operations.endLingering();
        }
        if (cluster != null) {
            cluster.close();
        }
    }
}
