package io.onesend.host.server;

import io.onesend.chat.ChatServer;
import io.onesend.chat.login.AccountStore;
import io.onesend.host.admin.AdminRequests;
import io.onesend.host.admin.HostReading;
import io.onesend.host.config.HostConfig;
import io.onesend.host.drain.Drain;
import io.onesend.host.moderation.Served;
import io.onesend.host.process.ProgramVersion;
import io.onesend.host.reload.Reload;
import io.onesend.host.sampling.SampleRing;
import io.onesend.host.tracing.PacketTraces;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.SessionInfo;
import io.onesend.network.SessionQuery;
import io.onesend.network.logic.AnyThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The host's state and numbers, for the admin pages and the console. */
@AnyThread
public final class HostState {

    /**
     * The parts that have numbers.
     *
     * @param address the listening address as configured, but with the real port
     * @param config what the host was started with
     * @param logins whether the accounts can be asked
     * @param cluster empty: this host is alone
     */
    public record Serving(
            String address,
            HostConfig config,
            NetworkServer network,
            ChatServer chat,
            AccountStore accounts,
            LoginCheck logins,
            PacketTraces traces,
            Optional<ClusterPart> cluster) {}

    private static final long WORST_OF_MILLIS = 10_000;

    /** Balancers ask every few seconds, Kubernetes every ten. */
    private static final Duration WATCHED_FOR = Duration.ofMinutes(1);

    private final long startNanos = System.nanoTime();
    private final SampleRing samples = new SampleRing();
    private final AdminRequests adminRequests = new AdminRequests();
    private volatile Path logFolder = Path.of("");
    private volatile @Nullable Serving serving;
    private volatile @Nullable Drain drain;
    private volatile @Nullable Reload reload;
    private volatile boolean draining;

    /** When somebody asked whether the host is ready; null: never. */
    private volatile @Nullable Long askedNanos;

    private volatile @Nullable LogicWatch logic;

    void serve(Serving parts) {
        serving = parts;
    }

    void setDrain(Drain newDrain) {
        drain = newDrain;
    }

    /** What empties the host before it ends; empty before it serves. */
    Optional<Drain> drain() {
        return Optional.ofNullable(drain);
    }

    void setReload(Reload newReload) {
        reload = newReload;
    }

    /** What reads the configuration again; empty before the host serves. */
    Optional<Reload> reload() {
        return Optional.ofNullable(reload);
    }

    void watch(LogicWatch watch) {
        logic = watch;
    }

    void showDraining(boolean whether) {
        draining = whether;
    }

    /** As {@link #obstacle}, for somebody who watches whether this host is ready. */
    Optional<String> readiness() {
        askedNanos = System.nanoTime();
        return obstacle();
    }

    /** Whether somebody has asked lately whether this host is ready, and will probably ask again. */
    boolean isWatched() {
        Long asked = askedNanos;
        return asked != null && System.nanoTime() - asked < WATCHED_FOR.toNanos();
    }

    /** The parts that have numbers; empty before they serve. */
    Optional<Serving> serving() {
        return Optional.ofNullable(serving);
    }

    void setLogFolder(Path folder) {
        logFolder = folder;
    }

    /** Where the log's file is, or would be. */
    Path logFolder() {
        return logFolder;
    }

    /** Finds sessions; none before the host serves. May wait. */
    List<SessionInfo> sessions(SessionQuery query) {
        return serving()
                .map(parts -> parts.network().sessions(query).sessions())
                .orElse(List.of());
    }

    /** The numbers of the last minutes. */
    SampleRing samples() {
        return samples;
    }

    /** What the admin port has answered. */
    AdminRequests adminRequests() {
        return adminRequests;
    }

    /** What operators look into; empty before it serves. */
    Optional<Served> served() {
        return serving().map(parts -> new Served(parts.network(), parts.chat()));
    }

    /** Why the running process does not work; empty if it works. */
    public Optional<String> standstill() {
        LogicWatch watch = logic;
        return watch == null ? Optional.empty() : watch.standstill();
    }

    /**
     * Why a login, or in a cluster a room, would not be served now; empty if it would. May ask Redis, which takes a second or two if Redis does not
     * answer.
     */
    public Optional<String> obstacle() {
        Serving parts = serving;
        if (draining) {
            return Optional.of("draining");
        }
        if (parts == null) {
            return Optional.of("starting");
        }
        if (!parts.accounts().isConnected()) {
            return Optional.of("Redis down");
        }
        return parts.logins().obstacle().or(() -> parts.cluster().flatMap(ClusterPart::obstacle));
    }

    /** The host's own metrics. May ask Redis, as {@link #obstacle} does. */
    HostReading reading(Serving parts) {
        NetworkConfig network = inEffect(parts).network();
        return new HostReading(
                obstacle().isEmpty(),
                parts.accounts().isConnected(),
                samples.worstLogicWaitMillis(System.currentTimeMillis() - WORST_OF_MILLIS) / 1e3,
                network.maxSessions(),
                network.send().maxTotalBytes(),
                adminRequests.read(),
                reload().map(Reload::outcomes).orElse(Map.of()),
                parts.traces().counts());
    }

    /** What may be asked about the cluster. */
    ClusterQuestions cluster() {
        return new ClusterQuestions(() -> serving().flatMap(Serving::cluster));
    }

    /** What the last reload has left in effect. */
    private HostConfig inEffect(Serving parts) {
        return reload().map(live -> live.running().config()).orElse(parts.config());
    }

    public HostStatus status() {
        Serving parts = serving;
        long uptimeSeconds = (System.nanoTime() - startNanos) / 1_000_000_000;
        String version = ProgramVersion.version();
        String condition = obstacle().orElse("ready");
        return parts == null
                ? HostStatus.starting(version, condition, uptimeSeconds)
                : HostStatus.of(version, condition, uptimeSeconds, parts, inEffect(parts));
    }
}
