package io.onesend.host.process;

import io.onesend.network.NetworkException;
import io.onesend.network.NotifySocket;
import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager that started this process what the server does, as systemd wants to know it of a service with {@code
 * Type=notify}. Without such a manager it does nothing.
 */
@AnyThread
public final class ServiceManager implements AutoCloseable {

    /** Names the manager's socket. */
    static final String SOCKET = "NOTIFY_SOCKET";

    /** Microseconds after which the manager kills a process that has said nothing. */
    static final String WATCHDOG_INTERVAL = "WATCHDOG_USEC";

    /** The process that the interval is meant for. */
    static final String WATCHDOG_PROCESS = "WATCHDOG_PID";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    private final @Nullable NotifySocket socket;
    private final long watchdogMicros;

    // Guarded by this.
    private @Nullable ScheduledExecutorService beats;
    private boolean failed;
    private boolean silent;

    private ServiceManager(@Nullable NotifySocket socket, long watchdogMicros) {
        this.socket = socket;
        this.watchdogMicros = watchdogMicros;
    }

    /** The manager that this environment names, or none. */
    public static ServiceManager of(Map<String, String> environment) {
        String address = environment.getOrDefault(SOCKET, "");
        if (address.isEmpty()) {
            return new ServiceManager(null, 0);
        }
        try {
            return new ServiceManager(NotifySocket.to(address), watchdogMicros(environment));
        } catch (NetworkException unusable) {
            LOG.warn("the service manager cannot be told what the server does: {}", unusable.getMessage());
            return new ServiceManager(null, 0);
        }
    }

    private static long watchdogMicros(Map<String, String> environment) {
        String process = environment.getOrDefault(WATCHDOG_PROCESS, "");
        boolean isOurs = process.isEmpty()
                || process.equals(Long.toString(ProcessHandle.current().pid()));
        String micros = environment.getOrDefault(WATCHDOG_INTERVAL, "");
        return isOurs && micros.matches("[1-9][0-9]{0,17}") ? Long.parseLong(micros) : 0;
    }

    /**
     * The server serves. From now on the manager hears twice in each of its intervals that it works.
     *
     * @param status a line for people
     * @param standstill why the server does not work; empty while it does. Then the manager hears nothing, and kills it
     */
    public void ready(String status, Supplier<Optional<String>> standstill) {
        send("READY=1\nSTATUS=" + status);
        if (socket != null && watchdogMicros > 0) {
            startBeats(standstill);
        }
    }

    private synchronized void startBeats(Supplier<Optional<String>> standstill) {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "watchdog");
            thread.setDaemon(true);
            return thread;
        });
        beats = started;
        long half = Math.max(1, watchdogMicros / 2);
        started.scheduleAtFixedRate(() -> beat(standstill.get()), 0, half, TimeUnit.MICROSECONDS);
    }

    /** Sends a sign of life, unless the server stands still. */
    synchronized void beat(Optional<String> standstill) {
        if (standstill.isEmpty()) {
            send("WATCHDOG=1");
        } else if (!silent) {
            LOG.warn("the service manager gets no sign of life: {}", standstill.get());
        }
        silent = standstill.isPresent();
    }

    /** What the server does, in a line for people. */
    public void status(String line) {
        send("STATUS=" + line);
    }

    /** The server reads its configuration again. The manager compares the time with its own clock. */
    public void reloading() {
        send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
    }

    /** The server has read its configuration, or has gone on with what it had. */
    public void reloaded(String status) {
        send("READY=1\nSTATUS=" + status);
    }

    /** The server stops, as it was told to. */
    public void stopping() {
        send("STOPPING=1\nSTATUS=stopping");
    }

    private synchronized void send(String message) {
        if (socket == null) {
            return;
        }
        try {
            socket.send(message);
            failed = false;
        } catch (IOException lost) {
            if (!failed) {
                LOG.warn(
                        "the service manager was not told '{}': {}",
                        message.lines().findFirst().orElse(""),
                        lost.toString());
            }
            failed = true;
        }
    }

    /** Says nothing more. */
    @Override
    public synchronized void close() {
        if (beats != null) {
            beats.shutdownNow();
        }
        if (socket != null) {
            socket.close();
        }
    }
}
