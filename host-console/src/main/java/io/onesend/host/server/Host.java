package io.onesend.host.server;

import io.onesend.chat.ChatServer;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.host.admin.Metrics;
import io.onesend.host.config.CheckedConfig;
import io.onesend.host.config.DrainConfig;
import io.onesend.host.config.HostConfig;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.drain.Drain;
import io.onesend.host.moderation.BanEnforcement;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.page.ChatPage;
import io.onesend.host.process.BackgroundTask;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.process.ProgramVersion;
import io.onesend.host.process.StopSignal;
import io.onesend.host.redis.EmbeddedRedis;
import io.onesend.host.redis.Waiting;
import io.onesend.host.reload.Reload;
import io.onesend.host.reload.ReloadPart;
import io.onesend.host.sampling.Sampler;
import io.onesend.host.text.HostPort;
import io.onesend.host.tracing.PacketTraces;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.WebPages;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.LogicLoop;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server: starts its parts in order and stops them in reverse. The admin pages come first and go last, so that they
 * can show a slow start and a stop under way.
 */
public final class Host implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    private static final Duration OWN_REDIS_WITHIN = Duration.ofSeconds(30);
    private static final Duration FIRST_ANSWER_WITHIN = Duration.ofSeconds(5);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final HostState state;
    private final StartedParts parts;
    private final Drain drain;
    private final List<ReloadPart> live;
    private final InetSocketAddress address;
    private final Optional<InetSocketAddress> adminAddress;
    private final OnDemand<OpsTable> operations;

    private Host(
            HostState state,
            StartedParts parts,
            Drain drain,
            List<ReloadPart> live,
            OnDemand<OpsTable> operations,
            InetSocketAddress address,
            Optional<InetSocketAddress> adminAddress) {
        this.state = state;
        this.parts = parts;
        this.operations = operations;
        this.drain = drain;
        this.live = live;
        this.address = address;
        this.adminAddress = adminAddress;
    }

    /**
     * Starts everything; what was started is stopped again if a part fails.
     *
     * @throws RuntimeException whose exit status {@link ExitStatus#of} returns
     */
    public static Host start(HostConfig config) {
        return start(new CheckedConfig(config, config.readCertificates()), new StopSignal());
    }

    /**
     * Starts everything, unless asked to stop before all has started; what was started is stopped again then, or if a part
     * fails.
     *
     * @throws RuntimeException whose exit status {@link ExitStatus#of} tells
     * @throws CancellationException if asked to stop
     */
    public static Host start(CheckedConfig checked, StopSignal stop) {
        StartedParts parts = new StartedParts();
        try {
            return start(checked, stop, parts);
        } catch (RuntimeException failed) {
            parts.close();
            throw stop.isRequested() ? stopped(failed) : failed;
        } catch (Error failed) {
            parts.close();
            throw failed;
        }
    }

    /** The stop makes the failed start irrelevant. Some parts failed only because the same signal ended them. */
    private static CancellationException stopped(RuntimeException failed) {
        LOG.info("stopped while starting");
        LOG.debug("what was being started: {}", failed.getMessage());
        return new CancellationException("stopped while starting");
    }

    private static Host start(CheckedConfig checked, StopSignal stop, StartedParts parts) {
        HostConfig config = checked.config();
        long startNanos = System.nanoTime();
        LOG.info("{}", ProgramVersion.describe());
        HostState state = new HostState();
        config.log()
                .file()
                .ifPresent(file ->
                        state.setLogFolder(Optional.ofNullable(file.getParent()).orElse(Path.of(""))));
        // Made for the first who asks: a start does not wait for it.
        OnDemand<OpsTable> operations = new OnDemand<>(() -> HostTable.of(state, stop::request), made -> {});
        OnDemand<Metrics> metrics =
                parts.add("metrics", new OnDemand<>(() -> new Metrics(() -> sources(state)), Metrics::close));
        Optional<AdminStart.Started> admin = startAdmin(checked, parts, state, metrics, operations);

        BackgroundTask<Transport> transport = BackgroundTask.start(
                "start-transport",
                () -> NetworkServer.proveTransport(config.network().transport()));
        BackgroundTask<WebPages> pages = BackgroundTask.start("start-page", () -> pages(config));
        AccountStore accounts = startAccounts(config, stop, parts);
        Optional<LogicLoop> loop = config.inlineLogic() ? Optional.empty() : Optional.of(startLogic(parts, state));
        ChatServer chat = parts.add("chat", startChat(config, accounts, loop, stop));
        if (config.cluster().isPresent()) {
            ClusterStart.compare(chat, config.redis(), stop);
        }
        NetworkConfig proven = config.network().toBuilder()
                .transport(transport.await(stop))
                .doors(config.network().doors().withPages(pages.await(stop)))
                .build();
        Logic logic = loop.map(Logic::on).orElseGet(Logic::inline);
        PacketTraces traces = parts.add("traces", TracingStart.start(config.tracing()));
        NetworkServer network = parts.add("network", startNetwork(checked, proven, logic, endpoint(chat, traces)));
        BanEnforcement.start(chat.bans(), network);
        // The system may name the same address differently, such as the IPv6 one that accepts IPv4 too.
        String listening = HostPort.of(config.network().host(), network.port());
        LoginCheck logins = new LoginCheck(() -> accounts.checkLogins(config.chat()), System::nanoTime);
        state.serve(new HostState.Serving(
                listening,
                config,
                network,
                chat,
                accounts,
                logins,
                traces,
                config.cluster().map(joined -> ClusterPart.of(chat))));

        parts.add(
                "sampler",
                Sampler.start(
                        network::statistics, chat::statistics, loop.map(logicLoop -> logicLoop), state.samples()));

        LOG.info("transport {}", network.transport().configName());
        DoorLog.log(config.network().doors());
        LOG.info("listening on {}", listening);
        if (!proven.doors().pages().isEmpty()) {
            DoorLog.logPage(proven.doors(), config.network().host(), network.port());
        }
        LOG.info("ready in {} ms", (System.nanoTime() - startNanos) / 1_000_000);
        AtomicReference<DrainConfig> times = new AtomicReference<>(config.drain());
        Drain drain = new Drain(new ServingTarget(state, network, chat), times::get, stop::request);
        state.setDrain(drain);
        List<ReloadPart> live = new ArrayList<>(new LiveParts(config, proven, network, chat, times).all());
        live.add(next -> () -> traces.setOneIn(next.config().tracing().sample()));
        admin.map(AdminStart.Started::live).ifPresent(live::add);
        return new Host(
                state,
                parts,
                drain,
                live,
                operations,
                network.address(),
                admin.map(started -> started.server().address()));
    }

    /** The certificates are not read a second time. */
    private static NetworkServer startNetwork(
            CheckedConfig checked, NetworkConfig proven, Logic logic, Endpoint<?> endpoint) {
        List<Endpoint<?>> endpoints = List.of(endpoint);
        return checked.certificates()
                .map(read -> NetworkServer.start(proven, logic, endpoints, read))
                .orElseGet(() -> NetworkServer.start(proven, logic, endpoints));
    }

    private static Endpoint<ClientPacket> endpoint(ChatServer chat, PacketTraces traces) {
        return Endpoint.<ClientPacket>builder(chat.registry(), chat.listener())
                .addressFilter(chat.bans())
                .packetTracer(traces)
                .build();
    }

    /** @param loop empty only where the configuration has no cluster */
    private static ChatServer startChat(
            HostConfig config, AccountStore accounts, Optional<LogicLoop> loop, StopSignal stop) {
        logChatSettings(config.chat());
        return config.cluster()
                .map(cluster -> ClusterStart.start(config, cluster, accounts, loop.orElseThrow(), stop))
                .orElseGet(() -> new ChatServer(config.chat(), accounts));
    }

    /** The page to chat from, if a browser can connect. */
    private static WebPages pages(HostConfig config) {
        Doors doors = config.network().doors();
        return doors.has(Door.WEBSOCKET)
                ? ChatPage.of(config.chat(), doors.webSocket().path())
                : WebPages.NONE;
    }

    private static LogicLoop startLogic(StartedParts parts, HostState state) {
        LogicLoop loop = parts.add("logic loop", LogicLoop.start("chat-logic"));
        state.watch(parts.add("watch of the logic loop", LogicWatch.start(loop)));
        return loop;
    }

    private static Optional<AdminStart.Started> startAdmin(
            CheckedConfig checked,
            StartedParts parts,
            HostState state,
            OnDemand<Metrics> metrics,
            OnDemand<OpsTable> operations) {
        if (!checked.config().admin().enabled()) {
            return Optional.empty();
        }
        AdminStart.Started started = AdminStart.start(
                checked.config().admin(),
                checked.certificates(),
                AdminPages.of(state, () -> metrics.get().scrape()),
                operations,
                state.adminRequests());
        parts.add("admin", started.server());
        return Optional.of(started);
    }

    private static Optional<Metrics.Sources> sources(HostState state) {
        return state.serving()
                .map(parts -> new Metrics.Sources(
                        () -> state.reading(parts),
                        parts.network()::statistics,
                        parts.chat()::statistics,
                        parts.cluster().map(ClusterPart::metrics)));
    }

    private static AccountStore startAccounts(HostConfig config, StopSignal stop, StartedParts parts) {
        RedisConfig redis = config.redis();
        String uri = redis.embedded() ? startRedis(redis, stop, parts) : redis.uri();
        Supplier<AccountStore> connecting = () -> AccountConnector.connect(redis.settingsFor(uri), stop);
        // Our own Redis has answered us already. The first connection takes a slow machine longer than any later one.
        AccountStore accounts = redis.embedded()
                ? AccountConnector.retry(OWN_REDIS_WITHIN, connecting)
                : AccountConnector.retryLate(FIRST_ANSWER_WITHIN, connecting);
        parts.add("accounts", accounts);
        // Finds now, and not at the first login, what can never work.
        AccountConnector.retry(
                redis.embedded() ? OWN_REDIS_WITHIN : FIRST_ANSWER_WITHIN,
                () -> AccountConnector.await(accounts.checkLogins(config.chat()), stop));
        AccountConnector.await(accounts.checkKeys(config.chat()), stop);
        if (!redis.embedded()) {
            LOG.info("redis {}", redis.maskedUri());
        }
        return accounts;
    }

    private static String startRedis(RedisConfig config, StopSignal stop, StartedParts parts) {
        Waiting waiting = new Waiting(stop::isRequested, LOG::info);
        EmbeddedRedis redis = parts.add("embedded Redis", EmbeddedRedis.start(config.dataDir(), waiting, stop::fail));
        LOG.info("redis embedded, data in {}{}", config.dataDir(), redis.isNew() ? ", new and empty" : "");
        return redis.uri();
    }

    private static void logChatSettings(ChatConfig chat) {
        ChatConfig.Rooms rooms = chat.rooms();
        LOG.info(
                "rooms {} to {}, {} each, {} in all",
                rooms.first(),
                rooms.first() + rooms.count() - 1,
                Counted.of(rooms.maxUsers(), "user"),
                chat.maxUsers());
        switch (chat.login()) {
            case PASSWORD -> {
                if (chat.autoRegister()) {
                    LOG.warn("auto-register is on: any unknown id may register itself with the password it gives");
                }
            }
            case TOKEN -> LOG.info("login by token: each works once");
            case PLAINTEXT ->
                LOG.warn("login: plaintext compares passwords that Redis holds as they are;"
                        + " it is meant for a Redis filled for the course's server");
        }
    }

    /** Where clients connect, with the real port. */
    public InetSocketAddress address() {
        return address;
    }

    /** Where the admin pages are; empty if they are turned off. */
    public Optional<InetSocketAddress> adminAddress() {
        return adminAddress;
    }

    /** Why the running process does not work; empty if it works. */
    public Optional<String> standstill() {
        return state.standstill();
    }

    public HostStatus status() {
        return state.status();
    }

    /** What an operator may ask of this host. */
    public OpsTable operations() {
        return operations.get();
    }

    /**
     * Lets operators have the configuration read again while this host runs.
     *
     * @param sources reads them all
     * @param running what this host was started with
     * @param ofProcess what else takes new settings
     */
    public Reload reloadFrom(Supplier<LoadedConfig> sources, LoadedConfig running, ReloadPart ofProcess) {
        List<ReloadPart> all = new ArrayList<>(live);
        all.add(ofProcess);
        Reload reload = new Reload(sources, running, all);
        state.setReload(reload);
        return reload;
    }

    /** Empties this host before it ends. */
    public Drain drain() {
        return drain;
    }

    /** Drains, then stops the parts in order. Idempotent. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        LOG.info("stopping");
        drain.finish();
        parts.close();
        LOG.info("stopped");
    }
}
