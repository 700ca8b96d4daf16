package io.onesend.host.config;

import io.onesend.chat.redis.RedisSettings.Topology;
import io.onesend.host.page.ChatPage;
import io.onesend.host.tracing.OtlpLibrary;
import io.onesend.network.Door;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.ProxySettings;
import io.onesend.network.TlsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rules between keys, one a line. A rule is left out while one of its keys has no readable value. */
final class Rules {

    private record Rule(List<Key<?>> keys, Predicate<Settings> holds, String message) {}

    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    private static final List<Rule> TABLE = List.of(
            new Rule(
                    List.of(Keys.KEEP_ALIVE),
                    settings -> settings.value(Keys.KEEP_ALIVE).isZero()
                            || settings.value(Keys.KEEP_ALIVE).compareTo(Duration.ofSeconds(1)) >= 0,
                    "network.keep-alive has to be 0 or at least 1s"),
            new Rule(
                    List.of(Keys.INBOUND_LOW, Keys.INBOUND_HIGH),
                    settings -> settings.value(Keys.INBOUND_LOW) < settings.value(Keys.INBOUND_HIGH),
                    "network.inbound.low has to be below network.inbound.high"),
            new Rule(
                    List.of(Keys.INBOUND_LOW_BYTES, Keys.INBOUND_HIGH_BYTES),
                    settings -> settings.value(Keys.INBOUND_LOW_BYTES) < settings.value(Keys.INBOUND_HIGH_BYTES),
                    "network.inbound.low-bytes has to be below network.inbound.high-bytes"),
            new Rule(
                    List.of(Keys.MAX_FRAME_BYTES, Keys.INBOUND_MAX_TOTAL_BYTES),
                    settings -> settings.value(Keys.MAX_FRAME_BYTES) <= settings.value(Keys.INBOUND_MAX_TOTAL_BYTES),
                    "network.max-frame-bytes has to be at most network.inbound.max-total-bytes"),
            new Rule(
                    List.of(Keys.SEND_MAX_BYTES, Keys.SEND_MAX_TOTAL_BYTES),
                    settings -> settings.value(Keys.SEND_MAX_BYTES) <= settings.value(Keys.SEND_MAX_TOTAL_BYTES),
                    "network.send.max-bytes has to be at most network.send.max-total-bytes"),
            new Rule(
                    List.of(Keys.SEND_STORE, Keys.SEND_WHEN_FULL),
                    settings -> settings.value(Keys.SEND_STORE) != Store.RING
                            || settings.value(Keys.SEND_WHEN_FULL) != WhenFull.DROP_OLDEST,
                    "network.send.when-full: drop-oldest needs network.send.store: queue; a ring keeps bytes, not packets"),
            new Rule(
                    List.of(Keys.LOGIC, Keys.IO_THREADS),
                    settings -> settings.value(Keys.LOGIC) != Keys.Logic.INLINE || settings.value(Keys.IO_THREADS) <= 1,
                    "network.logic: inline needs network.io-threads: 1, or 0; the chat's state has one thread only"),
            new Rule(
                    List.of(DoorKeyTable.PROXY_HEADER, DoorKeyTable.DOORS),
                    settings -> settings.value(DoorKeyTable.PROXY_HEADER) != ProxySettings.Header.X_FORWARDED_FOR
                            || settings.value(DoorKeyTable.DOORS).contains(Door.WEBSOCKET),
                    "network.proxy.header: x-forwarded-for needs websocket in network.doors; plain frames have no such header"),
            new Rule(
                    List.of(TlsKeyTable.MODE, TlsKeyTable.CERTIFICATE),
                    settings -> settings.value(TlsKeyTable.MODE) == TlsSettings.Mode.NONE
                            || !settings.value(TlsKeyTable.CERTIFICATE).isEmpty(),
                    "network.tls.mode needs a file in network.tls.certificate; 'onesend tls self-signed' makes one for trying out"),
            new Rule(
                    List.of(TlsKeyTable.CERTIFICATE, TlsKeyTable.KEY),
                    settings -> settings.value(TlsKeyTable.CERTIFICATE).size()
                            == settings.value(TlsKeyTable.KEY).size(),
                    "network.tls.key has to name as many files as network.tls.certificate"),
            new Rule(
                    List.of(TlsKeyTable.CLIENT_AUTH, TlsKeyTable.CLIENT_CA),
                    settings -> settings.value(TlsKeyTable.CLIENT_AUTH) == TlsSettings.ClientAuth.NONE
                            || !settings.value(TlsKeyTable.CLIENT_CA).isEmpty(),
                    "network.tls.client-auth needs the authority's certificates in network.tls.client-ca"),
            new Rule(
                    List.of(WebSocketKeyTable.PATH),
                    settings -> !ChatPage.paths().contains(settings.value(WebSocketKeyTable.PATH)),
                    "network.websocket.path has to be another than the paths of the page to chat from, such as / and /main.js"),
            new Rule(
                    List.of(ClusterKeyTable.ENABLED, Keys.REDIS_URI),
                    settings -> !settings.value(ClusterKeyTable.ENABLED)
                            || !settings.value(Keys.REDIS_URI).equals(Texts.EMBEDDED),
                    "cluster.enabled needs a Redis that all hosts share, 7.0.3 or later: set redis.uri to its address;"
                            + " the embedded Redis is this host's own, and has no functions"),
            new Rule(
                    List.of(Keys.REDIS_TOPOLOGY, Keys.REDIS_URI),
                    settings -> settings.value(Keys.REDIS_TOPOLOGY) != Topology.CLUSTER
                            || (!settings.value(Keys.REDIS_URI).equals(Texts.EMBEDDED)
                                    && !Texts.isSentinel(settings.value(Keys.REDIS_URI))),
                    "redis.topology: cluster needs a redis:// or rediss:// address of one of its nodes in redis.uri"),
            new Rule(
                    List.of(ClusterKeyTable.HISTORY_ON_ENTER, ClusterKeyTable.HISTORY_ON_ENTER_MAX),
                    settings -> settings.value(ClusterKeyTable.HISTORY_ON_ENTER)
                            <= settings.value(ClusterKeyTable.HISTORY_ON_ENTER_MAX),
                    "cluster.history.on-enter has to be at most cluster.history.on-enter-max"),
            new Rule(
                    List.of(ClusterKeyTable.ENABLED, Keys.LOGIC),
                    settings ->
                            !settings.value(ClusterKeyTable.ENABLED) || settings.value(Keys.LOGIC) == Keys.Logic.THREAD,
                    "cluster.enabled needs network.logic: thread, which is where other hosts' events are handled"),
            new Rule(
                    DrainKeyTable.ALL,
                    settings -> !DrainConfig.from(settings).rest().isNegative(),
                    "drain.limit has to be at least drain.grace and drain.over together"),
            new Rule(
                    List.of(AdminKeyTable.ENABLED, AdminKeyTable.HOST, AdminKeyTable.TOKEN_FILE),
                    AdminKeyTable::isGuarded,
                    "admin.host is an address that others can reach, which needs admin.token-file: a file of lines like"
                            + " 'kim operate TOKEN', where 'openssl rand -base64 32' makes a good token"),
            new Rule(List.of(TracingKeyTable.OTLP), TracingKeyTable::hasLibrary, OtlpLibrary.MISSING),
            new Rule(
                    List.of(AdminKeyTable.TLS, TlsKeyTable.CERTIFICATE),
                    settings -> !settings.value(AdminKeyTable.TLS)
                            || !settings.value(TlsKeyTable.CERTIFICATE).isEmpty(),
                    "admin.tls needs a file in network.tls.certificate; 'onesend tls self-signed' makes one for trying out"),
            new Rule(
                    List.of(
                            Keys.NETWORK_PORT,
                            Keys.NETWORK_HOST,
                            AdminKeyTable.PORT,
                            AdminKeyTable.HOST,
                            AdminKeyTable.ENABLED),
                    settings -> !samePort(settings),
                    "network.port and admin.port have to differ"));

    private Rules() {}

    static void check(Settings settings, List<Problem> problems) {
        for (Rule rule : TABLE) {
            if (settings.areReadable(rule.keys()) && !rule.holds().test(settings)) {
                problems.add(new Problem(where(settings, rule.keys()), rule.message()));
            }
        }
    }

    private static boolean samePort(Settings settings) {
        int port = settings.value(Keys.NETWORK_PORT);
        String host = settings.value(Keys.NETWORK_HOST);
        String adminHost = settings.value(AdminKeyTable.HOST);
        return settings.value(AdminKeyTable.ENABLED)
                && port != 0
                && port == settings.value(AdminKeyTable.PORT)
                && (host.equals(adminHost) || ANY_ADDRESS.contains(host) || ANY_ADDRESS.contains(adminHost));
    }

    /** Where the given values of these keys were written. */
    private static String where(Settings settings, List<Key<?>> keys) {
        List<String> origins = keys.stream()
                .map(key -> settings.setting(key).origin())
                .filter(origin -> !origin.equals(Setting.DEFAULT))
                .distinct()
                .toList();
        return String.join(", ", origins);
    }
}
