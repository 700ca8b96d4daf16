package io.onesend.host.config;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.ServerCertificates;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The host's whole configuration; immutable, and consistent because only the loader makes it.
 *
 * @param cluster empty: this host is alone
 */
public record HostConfig(
        NetworkConfig network,
        boolean inlineLogic,
        ChatConfig chat,
        RedisConfig redis,
        Optional<ClusterConfig> cluster,
        AdminConfig admin,
        DrainConfig drain,
        LogConfig log,
        TracingConfig tracing) {

    static HostConfig from(Settings settings, Path folder) {
        RedisConfig redis = redis(settings, folder);
        boolean inlineLogic = settings.value(Keys.LOGIC) == Keys.Logic.INLINE;
        return new HostConfig(
                network(settings, folder),
                inlineLogic,
                chat(settings, redis.embedded()),
                redis,
                settings.value(ClusterKeyTable.ENABLED)
                        ? Optional.of(ClusterKeyTable.config(settings))
                        : Optional.empty(),
                AdminKeyTable.config(settings, folder),
                DrainConfig.from(settings),
                LogConfig.from(settings, folder),
                TracingKeyTable.config(settings));
    }

    private static NetworkConfig network(Settings settings, Path folder) {
        return NetworkConfig.builder()
                .host(settings.value(Keys.NETWORK_HOST))
                .port(settings.value(Keys.NETWORK_PORT))
                .transport(settings.value(Keys.TRANSPORT))
                .ioThreads(ioThreads(settings))
                .backlog(settings.value(Keys.BACKLOG))
                .maxSessions(settings.value(Keys.MAX_SESSIONS))
                .maxSessionsPerAddress(settings.value(Keys.MAX_SESSIONS_PER_ADDRESS))
                .maxFrameBytes(settings.value(Keys.MAX_FRAME_BYTES))
                .idleTimeout(settings.value(Keys.IDLE_TIMEOUT))
                .keepAlive(settings.value(Keys.KEEP_ALIVE))
                .closeTimeout(settings.value(Keys.CLOSE_TIMEOUT))
                .blockedAfter(settings.value(Keys.BLOCKED_WARNING))
                .inboundHigh(settings.value(Keys.INBOUND_HIGH))
                .inboundLow(settings.value(Keys.INBOUND_LOW))
                .inboundHighBytes(settings.value(Keys.INBOUND_HIGH_BYTES))
                .inboundLowBytes(settings.value(Keys.INBOUND_LOW_BYTES))
                .inboundMaxTotalBytes(settings.value(Keys.INBOUND_MAX_TOTAL_BYTES))
                .inboundTokensPerSecond(settings.value(Keys.INBOUND_RATE))
                .inboundBurst(settings.value(Keys.INBOUND_BURST))
                .sendStore(settings.value(Keys.SEND_STORE))
                .sendMaxBytes(settings.value(Keys.SEND_MAX_BYTES))
                .sendMaxTotalBytes(settings.value(Keys.SEND_MAX_TOTAL_BYTES))
                .sendWhenFull(settings.value(Keys.SEND_WHEN_FULL))
                .sendStallTimeout(settings.value(Keys.SEND_STALL_TIMEOUT))
                .doors(DoorKeyTable.doors(settings, folder))
                .build();
    }

    /**
     * Reads the certificates of the port, which the admin port may have too.
     *
     * @return empty if neither has TLS
     * @throws io.onesend.network.NetworkException that says what is wrong with a file
     */
    public Optional<ServerCertificates> readCertificates() {
        boolean forAdmin = admin.enabled() && admin.tls();
        return network.doors().haveTls() || forAdmin
                ? Optional.of(NetworkServer.readCertificates(network.doors().tls()))
                : Optional.empty();
    }

    /** One if callbacks run on the I/O threads, because the chat's state has one thread. */
    private static int ioThreads(Settings settings) {
        int asked = settings.value(Keys.IO_THREADS);
        return asked == 0 && settings.value(Keys.LOGIC) == Keys.Logic.INLINE ? 1 : asked;
    }

    private static ChatConfig chat(Settings settings, boolean embeddedRedis) {
        boolean autoRegister = switch (settings.value(Keys.AUTO_REGISTER)) {
            case EMBEDDED -> embeddedRedis;
            case TRUE -> true;
            case FALSE -> false;
        };
        return new ChatConfig(
                settings.value(Keys.ECHO),
                settings.value(Keys.MAX_USERS),
                settings.value(Keys.LOGIN_TIMEOUT),
                settings.value(Keys.LOGIN),
                autoRegister,
                new ChatConfig.Rooms(
                        settings.value(Keys.ROOMS_FIRST),
                        settings.value(Keys.ROOMS_COUNT),
                        settings.value(Keys.ROOMS_MAX_USERS)),
                new ChatConfig.Rate(settings.value(Keys.RATE_MESSAGES), settings.value(Keys.RATE_BURST)),
                settings.value(Keys.UNKNOWN_PACKETS),
                new ChatConfig.LoginThrottle(
                        settings.value(Keys.FAILURES_PER_USER),
                        settings.value(Keys.FAILURES_PER_ADDRESS),
                        settings.value(Keys.FAILURES_WINDOW)));
    }

    private static RedisConfig redis(Settings settings, Path folder) {
        return new RedisConfig(
                settings.value(Keys.REDIS_URI),
                settings.value(Keys.REDIS_TOPOLOGY),
                settings.value(Keys.REDIS_SEEDS),
                folder.resolve(settings.value(Keys.REDIS_DATA_DIR))
                        .toAbsolutePath()
                        .normalize(),
                settings.value(Keys.REDIS_COMMAND_TIMEOUT),
                settings.value(Keys.REDIS_KEY_PREFIX));
    }
}
