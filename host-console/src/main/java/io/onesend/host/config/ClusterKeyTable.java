package io.onesend.host.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.onesend.chat.config.ClusterConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The section {@code cluster} of the table of keys. {@link Keys} has it in its place. */
final class ClusterKeyTable {

    /** What a second login of a user id does. */
    enum DuplicateLogin {
        REJECT,
        KICK_OLD
    }

    /** When an event counts as stored. */
    enum Durability {
        PRIMARY,
        REPLICATED
    }

    /** As many as a room's entry carries. */
    private static final int MOST_ON_ENTER = 256;

    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<Boolean> ENABLED = add(
            "cluster.enabled",
            Texts.flag(),
            false,
            "rooms span all hosts on this Redis: 7.0.3 or later, not the embedded one;",
            "chat.rooms is the same on all hosts");
    static final Key<String> HOST_NAME = add(
            "cluster.host-name", Texts.text(true), "", "shown to operators; empty: the machine's name, and the port");
    static final Key<String> ADDRESS = add(
            "cluster.address",
            Texts.hostPort(true),
            "",
            "host:port where clients reach this host; empty: no client is sent here");
    static final Key<Integer> PARTITIONS = add(
            "cluster.partitions",
            Numbers.count(1, ClusterConfig.MAX_PARTITIONS),
            16,
            "groups of rooms; the same on all hosts, for good");
    static final Key<Integer> CHANNELS = add(
            "cluster.channels",
            Numbers.count(1, ClusterConfig.MAX_CHANNELS),
            1,
            "feeds of each partition; the same on all hosts, for good");
    static final Key<Duration> LEASE = add(
            "cluster.lease",
            Numbers.duration(ofSeconds(1), ofMinutes(10)),
            ofSeconds(10),
            "a host that is silent for this long is dead: its users have left");
    static final Key<Duration> ACCEPT_TIMEOUT = add(
            "cluster.accept-timeout",
            Numbers.duration(ofMillis(100), ofMinutes(1)),
            ofSeconds(5),
            "a chat or an enter that Redis does not confirm within this time is refused");
    static final Key<Duration> TAKEOVER_AFTER = add(
            "cluster.takeover-after",
            Numbers.duration(ofMillis(100), ofMinutes(1)),
            ofSeconds(2),
            "a user id is taken over from a host that has not listened for this long");
    static final Key<DuplicateLogin> DUPLICATE_LOGIN = add(
            "cluster.duplicate-login",
            Texts.choice(DuplicateLogin.class),
            DuplicateLogin.REJECT,
            "reject | kick-old (closes the first session)");
    static final Key<Durability> DURABILITY = add(
            "cluster.durability",
            Texts.choice(Durability.class),
            Durability.PRIMARY,
            "primary | replicated (nothing is heard or answered before replicas have it)");
    static final Key<Integer> REPLICAS =
            add("cluster.replicas", Numbers.count(1, 5), 1, "with replicated: this many replicas");
    static final Key<Integer> IN_FLIGHT =
            add("cluster.in-flight", Numbers.count(1, 64), 4, "batches of a partition that Redis has not answered yet");
    static final Key<Long> FEED_MAX_PENDING = add(
            "cluster.feed-max-pending",
            Numbers.size(64 * KIB, GIB),
            16 * MIB,
            "received from Redis and not yet handled, each link; beyond it the link connects anew");
    static final Key<Long> REPAIR_MAX_BYTES = add(
            "cluster.repair-max-bytes",
            Numbers.size(64 * KIB, 16 * GIB),
            64 * MIB,
            "kept to be sent again after a failover");
    static final Key<Integer> HISTORY_ENTRIES = add(
            "cluster.history.entries", Numbers.count(1, 1_000_000), 1000, "events of a room that are kept at least");
    static final Key<Duration> HISTORY_KEEP = add(
            "cluster.history.keep",
            Numbers.duration(ofSeconds(1), ofDays(7)),
            ofHours(1),
            "time that a room without members is kept");

    static final Key<Integer> HISTORY_ON_ENTER = add(
            "cluster.history.on-enter",
            Numbers.count(0, MOST_ON_ENTER),
            0,
            "messages that a client gets on entering, unless it asks for another number");
    static final Key<Integer> HISTORY_ON_ENTER_MAX = add(
            "cluster.history.on-enter-max",
            Numbers.count(0, MOST_ON_ENTER),
            50,
            "messages that a client may ask for on entering");

    static final Key<Boolean> RESUME_ENABLED = add(
            "cluster.resume.enabled",
            Texts.flag(),
            true,
            "clients that ask for it may resume lost sessions at any host");
    static final Key<Duration> RESUME_LINGER = add(
            "cluster.resume.linger",
            Numbers.duration(Duration.ZERO, ofMinutes(10)),
            ofSeconds(10),
            "time that a user stays in its room whose connection is lost and who may resume; 0: none");
    static final Key<Duration> RESUME_WINDOW = add(
            "cluster.resume.window",
            Numbers.duration(ofSeconds(1), ofDays(1)),
            ofMinutes(2),
            "time after a user has left in which its session can be resumed");
    static final Key<Integer> RESUME_MAX_REPLAY = add(
            "cluster.resume.max-replay",
            Numbers.count(1, 10_000),
            500,
            "events that a client may have missed; with more, it is told what it missed");

    /** Every key of the section, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private ClusterKeyTable() {}

    /** What the keys say; the name is empty if they leave it to the machine. */
    static ClusterConfig config(Settings settings) {
        return new ClusterConfig(
                settings.value(HOST_NAME),
                settings.value(ADDRESS),
                settings.value(PARTITIONS),
                settings.value(CHANNELS),
                settings.value(LEASE),
                settings.value(ACCEPT_TIMEOUT),
                settings.value(TAKEOVER_AFTER),
                settings.value(DUPLICATE_LOGIN) == DuplicateLogin.KICK_OLD,
                settings.value(DURABILITY) == Durability.REPLICATED,
                settings.value(REPLICAS),
                settings.value(IN_FLIGHT),
                settings.value(FEED_MAX_PENDING),
                settings.value(REPAIR_MAX_BYTES),
                new ClusterConfig.History(
                        settings.value(HISTORY_ENTRIES),
                        settings.value(HISTORY_KEEP),
                        settings.value(HISTORY_ON_ENTER),
                        settings.value(HISTORY_ON_ENTER_MAX)),
                new ClusterConfig.Resume(
                        settings.value(RESUME_ENABLED),
                        settings.value(RESUME_LINGER),
                        settings.value(RESUME_WINDOW),
                        settings.value(RESUME_MAX_REPLAY)));
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault, String... comment) {
        Key<T> key = new Key<>(path, type, byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}
