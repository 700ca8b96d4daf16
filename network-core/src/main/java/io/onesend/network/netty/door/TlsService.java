package io.onesend.network.netty.door;

import io.onesend.network.Doors;
import io.onesend.network.NetworkException;
import io.onesend.network.ServerCertificates;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsStatistics;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The TLS of one server: the certificates of its ports, the threads for handshakes, and the one that looks at the files. */
@AnyThread
public final class TlsService implements AutoCloseable {

    static final String HANDLER_CLASS = "io.netty.handler.ssl.SslHandler";

    private final TlsCounters counters = new TlsCounters();
    private final TlsThreads threads = new TlsThreads();
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tls-files"));

    private final CertificateReloads reloads = new CertificateReloads();

    /** Those of ports with the same settings, and those that were given. Replaced as a whole. */
    private volatile Map<TlsSettings, CertificateWatch> watches = Map.of();

    /** Of those that were given last, which other servers of the program follow; null: none were. */
    private volatile @Nullable Certificates given;

    // Guarded by this.
    private final Map<TlsSettings, Future<?>> looks = new HashMap<>();

    private TlsService(List<Doors> ofPorts, @Nullable CertificateReading early) {
        watches = watches(ofPorts, early);
        if (early != null) {
            follow(early);
        }
    }

    /** The watches of these ports: those that are there, and new ones for other settings. */
    private Map<TlsSettings, CertificateWatch> watches(List<Doors> ofPorts, @Nullable CertificateReading early) {
        Map<TlsSettings, CertificateWatch> all = new LinkedHashMap<>();
        ofPorts.stream()
                .filter(Doors::haveTls)
                .forEach(doors -> all.computeIfAbsent(doors.tls(), settings -> watch(settings, early)));
        Certificates before = given;
        if (early != null) {
            all.computeIfAbsent(early.settings(), settings -> watch(settings, early));
        } else if (before != null) {
            all.computeIfAbsent(before.settings(), settings -> watch(settings, null));
        }
        return Collections.unmodifiableMap(all);
    }

    private CertificateWatch watch(TlsSettings settings, @Nullable CertificateReading early) {
        CertificateWatch known = watches.get(settings);
        if (known != null) {
            return known;
        }
        CertificateReading first =
                early != null && early.settings().equals(settings) ? early : CertificateReading.of(settings);
        CertificateWatch watch = new CertificateWatch(first, reloads);
        if (settings.mode() != TlsSettings.Mode.NONE) {
            TlsEngines.tell(settings.provider());
        }
        return watch;
    }

    /** Shows other servers of the program what is served for these settings, whatever they were given before. */
    private void follow(CertificateReading read) {
        given = Objects.requireNonNull(watches.get(read.settings())).certificates();
        read.follow(() -> Objects.requireNonNull(given).now());
    }

    /**
     * Has the certificates of a server's ports, and those that were read for others. No thread is started before {@link #start}.
     *
     * @param early what was read before, for the ports with its settings; null: everything is read now
     * @return null if no port has TLS, and nothing was read before
     * @throws NetworkException if a file does not fit, or if the jar is missing that TLS needs; the message names it
     */
    public static @Nullable TlsService of(List<Doors> ports, @Nullable ServerCertificates early) {
        if (early == null && ports.stream().noneMatch(Doors::haveTls)) {
            return null;
        }
        demandHandler();
        return new TlsService(ports, (CertificateReading) early);
    }

    /**
     * Reads the files of a port, on the calling thread.
     *
     * @throws NetworkException if a file does not fit, or if the jar is missing that TLS needs
     */
    public static ServerCertificates read(TlsSettings settings) {
        demandHandler();
        return CertificateReading.of(settings);
    }

    private static void demandHandler() {
        FrontDoors.demand(HANDLER_CLASS, "a port with TLS", "netty-handler");
    }

    /** Looks at the files from now on, as often as the settings say. */
    public synchronized void start() {
        watches.forEach(this::lookAt);
    }

    private void lookAt(TlsSettings settings, CertificateWatch watch) {
        long nanos = settings.check().toNanos();
        if (nanos > 0) {
            looks.put(settings, looking.scheduleWithFixedDelay(watch::look, nanos, nanos, TimeUnit.NANOSECONDS));
        }
    }

    /**
     * Reads the files of ports that name others now, and looks at those from now on. Connections of ports keep what they have.
     *
     * @param read a moment ago, in place of the files, for the ports with its settings; null: no port takes anew what it has
     * @throws NetworkException if a file does not fit; nothing has changed then
     */
    public synchronized void change(List<Doors> ofPorts, @Nullable ServerCertificates read) {
        CertificateReading fresh = (CertificateReading) read;
        Map<TlsSettings, CertificateWatch> old = watches;
        Map<TlsSettings, CertificateWatch> next = watches(ofPorts, fresh);
        watches = next;
        if (fresh != null) {
            if (old.containsKey(fresh.settings())) {
                Objects.requireNonNull(next.get(fresh.settings())).take(fresh);
            }
            follow(fresh);
        }
        next.forEach((settings, watch) -> {
            if (!old.containsKey(settings)) {
                reloads.done();
                lookAt(settings, watch);
            }
        });
        looks.entrySet().removeIf(look -> {
            boolean gone = !next.containsKey(look.getKey());
            return gone && look.getValue().cancel(false);
        });
    }

    /**
     * Reads the files of all ports at once, on this thread.
     *
     * @throws NetworkException that says what is wrong with those of a port; its old certificates serve on
     */
    public void reload() {
        watches.values().forEach(CertificateWatch::reload);
    }

    Certificates certificatesOf(TlsSettings settings) {
        return Objects.requireNonNull(watches.get(settings)).certificates();
    }

    TlsThreads threads() {
        return threads;
    }

    TlsCounters counters() {
        return counters;
    }

    /** Adds up what happened so far. */
    public TlsStatistics statistics() {
        Map<String, Long> seconds = new HashMap<>();
        Instant now = Instant.now();
        for (CertificateWatch watch : watches.values()) {
            for (KeyedCertificate one : watch.certificates().all()) {
                Instant end = one.certificate().getNotAfter().toInstant();
                seconds.merge(one.label(), Duration.between(now, end).toSeconds(), Math::min);
            }
        }
        return new TlsStatistics(counters.results(), counters.seconds(), reloads.counts(), reloads.last(), seconds);
    }

    @Override
    public void close() {
        looking.shutdownNow();
        threads.close();
    }
}
