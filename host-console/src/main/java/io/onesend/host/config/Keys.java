package io.onesend.host.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.redis.RedisSettings.Topology;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of configuration keys, one a line: path, type with its range, default, comment. Names, units and meanings are fixed;
 * keys may be added.
 */
final class Keys {

    /** Who may register with the password of a first login. */
    enum AutoRegister {
        EMBEDDED,
        TRUE,
        FALSE
    }

    /** Where callbacks run. */
    enum Logic {
        THREAD,
        INLINE
    }

    private static final int MANY = 10_000_000;
    private static final Duration NEVER = Duration.ZERO;
    private static final Duration WEEK = ofDays(7);
    private static final Duration DAY = ofDays(1);

    /** The size of a room chat request: a client that may not send one cannot chat. */
    private static final int CHAT_REQUEST_BYTES = 262;

    /** The length in a packet's header has 16 bits. */
    private static final int LARGEST_FRAME = 65_535;

    /** A stop has ten seconds for everything; this is the part that sessions may take of it. */
    private static final Duration LONGEST_CLOSE = ofSeconds(8);

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<String> NETWORK_HOST = host("network.host", "0.0.0.0", "all IPv4 addresses; '::': IPv6 too");
    static final Key<Integer> NETWORK_PORT =
            count("network.port", 0, 65_535, 11021, "0: any free port; the log says which");
    static final Key<Transport> TRANSPORT =
            add("network.transport", Texts.transport(), Transport.AUTO, "auto | io_uring | epoll | kqueue | nio");
    static final Key<Integer> IO_THREADS = count("network.io-threads", 0, 1024, 0, "0: chosen from the cores");
    static final Key<Integer> BACKLOG = count("network.backlog", 1, 65_535, 4096);
    static final Key<Integer> MAX_SESSIONS = count("network.max-sessions", 1, MANY, 20_000);
    static final Key<Integer> MAX_SESSIONS_PER_ADDRESS =
            count("network.max-sessions-per-address", 0, MANY, 2048, "0: no limit");
    static final Key<Integer> MAX_FRAME_BYTES = add(
            "network.max-frame-bytes",
            Numbers.bytes(CHAT_REQUEST_BYTES, LARGEST_FRAME),
            4096,
            "longest received packet; a chat request has 262");
    static final Key<Duration> IDLE_TIMEOUT = duration(
            "network.idle-timeout",
            NEVER,
            WEEK,
            NEVER,
            "closes a session that sends nothing for this long; 0: never (the course's client never pings)");
    static final Key<Duration> KEEP_ALIVE = duration(
            "network.keep-alive",
            NEVER,
            ofHours(2),
            ofSeconds(30),
            "TCP keep-alive and user time-out: a peer that is gone is noticed within three times this; 0: off");
    static final Key<Duration> CLOSE_TIMEOUT = duration(
            "network.close-timeout",
            ofMillis(1),
            LONGEST_CLOSE,
            ofSeconds(5),
            "time that a closed session's queue has to go out");
    static final Key<Duration> BLOCKED_WARNING = duration(
            "network.blocked-warning",
            NEVER,
            DAY,
            ofSeconds(2),
            "logs the logic thread's stack if one task takes this long; 0: never");
    static final Key<Logic> LOGIC =
            choice("network.logic", Logic.THREAD, "thread | inline (callbacks on the I/O threads, for embedders)");

    static {
        TABLE.addAll(DoorKeyTable.ALL);
    }

    static final Key<Integer> INBOUND_HIGH =
            count("network.inbound.high", 1, MANY, 256, "unhandled packets of one session at which reading stops");
    static final Key<Integer> INBOUND_LOW = count("network.inbound.low", 0, MANY, 64, "… and resumes");
    static final Key<Long> INBOUND_HIGH_BYTES = size(
            "network.inbound.high-bytes",
            1 << 10,
            1L << 32,
            1 << 20,
            "their bytes, and those of a frame that has begun: the same; a longer frame comes alone");
    static final Key<Long> INBOUND_LOW_BYTES = size("network.inbound.low-bytes", 0, 1L << 32, 1 << 18, "… and resumes");
    static final Key<Long> INBOUND_MAX_TOTAL_BYTES = size(
            "network.inbound.max-total-bytes",
            1 << 10,
            1L << 40,
            256 << 20,
            "all sessions together, beyond 4 KiB of each: those that would add more are not read");
    static final Key<Integer> INBOUND_RATE = count(
            "network.inbound.packets-per-second",
            0,
            MANY,
            0,
            "a session that sends more than this is closed; 0: no limit");
    static final Key<Integer> INBOUND_BURST =
            count("network.inbound.burst", 1, MANY, 1000, "packets allowed at once after a pause");
    static final Key<Store> SEND_STORE = choice("network.send.store", Store.QUEUE, "queue | ring");
    static final Key<Long> SEND_MAX_BYTES = size("network.send.max-bytes", 1 << 10, 1 << 30, 1 << 20, "per session");
    static final Key<Long> SEND_MAX_TOTAL_BYTES =
            size("network.send.max-total-bytes", 1 << 10, 1L << 40, 512 << 20, "all sessions together");
    static final Key<WhenFull> SEND_WHEN_FULL = choice(
            "network.send.when-full",
            WhenFull.DISCONNECT,
            "disconnect | drop-newest | drop-oldest; only messages of a room are dropped;",
            "a session without space for any other packet is disconnected");
    static final Key<Duration> SEND_STALL_TIMEOUT = duration(
            "network.send.stall-timeout",
            NEVER,
            WEEK,
            ofSeconds(30),
            "closes a session whose write makes no progress for this long; 0: never");
    static final Key<Boolean> ECHO = flag("chat.echo", true, "answer DEV_ECHO");
    static final Key<Integer> MAX_USERS = count("chat.max-users", 1, MANY, 10_000);
    static final Key<Duration> LOGIN_TIMEOUT = duration(
            "chat.login-timeout",
            NEVER,
            WEEK,
            ofSeconds(30),
            "a session not logged in is closed this long after its last whole packet; 0: never",
            "(echo: false: this long after its start)");
    static final Key<LoginMode> LOGIN = choice(
            "chat.login",
            LoginMode.PASSWORD,
            "password | token | plaintext (the course's form; warned about at start)");
    static final Key<AutoRegister> AUTO_REGISTER = choice(
            "chat.auto-register",
            AutoRegister.EMBEDDED,
            "embedded | true | false: an unknown id is registered with the password it gives",
            "(login: password); embedded: only while redis.uri is embedded");
    static final Key<Integer> ROOMS_FIRST = count("chat.rooms.first", 0, 1_000_000_000, 0, "the lowest room number");
    static final Key<Integer> ROOMS_COUNT = count("chat.rooms.count", 1, 1_000_000, 100);
    static final Key<Integer> ROOMS_MAX_USERS = count("chat.rooms.max-users", 1, 100_000, 100, "in one room");
    static final Key<Integer> RATE_MESSAGES =
            count("chat.rate.messages-per-second", 0, 1_000_000, 50, "per session; 0: no limit");
    static final Key<Integer> RATE_BURST = count("chat.rate.burst", 1, 1_000_000, 100);
    static final Key<Integer> UNKNOWN_PACKETS =
            count("chat.unknown-packets", 0, MANY, 100, "unknown ids from one session before it is closed");
    static final Key<Integer> FAILURES_PER_USER = count(
            "chat.login-throttle.failures-per-user", 0, MANY, 10, "failed logins of one id in the window; 0: no limit");
    static final Key<Integer> FAILURES_PER_ADDRESS =
            count("chat.login-throttle.failures-per-address", 0, MANY, 100, "… and from one address; 0: no limit");
    static final Key<Duration> FAILURES_WINDOW =
            duration("chat.login-throttle.window", ofSeconds(1), DAY, ofMinutes(1));
    static final Key<String> REDIS_URI = add(
            "redis.uri",
            Texts.redisUri(),
            Texts.EMBEDDED,
            "embedded | redis://[user:password@]host[:port][/db] | rediss://… | redis-sentinel://host,host/0#name");
    static final Key<Topology> REDIS_TOPOLOGY =
            choice("redis.topology", Topology.AUTO, "auto (Redis is asked) | single | cluster");
    static final Key<List<String>> REDIS_SEEDS = add(
            "redis.seeds",
            Texts.hostPorts(),
            List.of(),
            "more nodes of a Redis Cluster to ask for its map: host:port,host:port");
    static final Key<String> REDIS_DATA_DIR =
            add("redis.data-dir", Texts.path(false), "data/redis", "where the embedded Redis keeps its data");
    static final Key<Duration> REDIS_COMMAND_TIMEOUT =
            duration("redis.command-timeout", ofMillis(10), ofMinutes(1), ofSeconds(1));
    static final Key<String> REDIS_KEY_PREFIX = add("redis.key-prefix", Texts.text(true), "onesend:");

    static {
        TABLE.addAll(ClusterKeyTable.ALL);
        TABLE.addAll(AdminKeyTable.ALL);
        TABLE.addAll(DrainKeyTable.ALL);
    }

    static final Key<LogConfig.Level> LOG_LEVEL = choice(
            "log.level",
            LogConfig.Level.INFO,
            "off | error | warn | info | debug | trace (debug and trace: the server's own lines alone);",
            "-Donesend.log.level=… overrides it");
    static final Key<LogConfig.Format> LOG_FORMAT =
            choice("log.format", LogConfig.Format.TEXT, "text | json (one object a line)");
    static final Key<String> LOG_FILE =
            add("log.file", Texts.path(true), "", "the log goes to this file; empty: to standard error");
    static final Key<Long> LOG_FILE_SIZE = size(
            "log.file-size",
            64 << 10,
            1L << 40,
            64 << 20,
            "a file that would become longer is renamed to FILE.1, and a new one begun");
    static final Key<Integer> LOG_FILES = count("log.files", 0, 1_000, 10, "renamed files that are kept");

    static {
        TABLE.addAll(TracingKeyTable.ALL);
    }

    /** Every key, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private Keys() {}

    private static Key<String> host(String path, String byDefault, String... comment) {
        return add(path, Texts.host(), byDefault, comment);
    }

    private static Key<Boolean> flag(String path, boolean byDefault, String... comment) {
        return add(path, Texts.flag(), byDefault, comment);
    }

    private static Key<Integer> count(String path, int lowest, int highest, int byDefault, String... comment) {
        return add(path, Numbers.count(lowest, highest), byDefault, comment);
    }

    private static Key<Long> size(String path, long lowest, long highest, long byDefault, String... comment) {
        return add(path, Numbers.size(lowest, highest), byDefault, comment);
    }

    private static Key<Duration> duration(
            String path, Duration lowest, Duration highest, Duration byDefault, String... comment) {
        return add(path, Numbers.duration(lowest, highest), byDefault, comment);
    }

    private static <E extends Enum<E>> Key<E> choice(String path, E byDefault, String... comment) {
        return add(path, Texts.choice(byDefault.getDeclaringClass()), byDefault, comment);
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault, String... comment) {
        Key<T> key = new Key<>(path, type, byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}
