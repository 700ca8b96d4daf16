package io.onesend.host;

import io.onesend.host.command.CommandContext;
import io.onesend.host.command.Commands;
import io.onesend.host.log.LogSetup;
import io.onesend.host.log.StandardStreams;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command and ends the process with its exit status. */
public final class Main {

    /** A stop that takes longer hangs. Whoever sent the signal expects an end within ten seconds. */
    private static final long STOP_WITHIN_MILLIS = 9_500;

    /** How long the end waits for what has been logged and printed to be read. */
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(1);

    private static final Duration LAST_WORDS_WITHIN = Duration.ofMillis(200);

    private Main() {}

    public static void main(String[] arguments) {
        if (Commands.isServer(arguments)) {
            StandardStreams.queue();
        }
        StopSignal stop = new StopSignal();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopInOrder(stop, status), "stop"));
        int result = ExitStatus.FAILED;
        try {
            result = Commands.execute(CommandContext.ofProcess(stop), arguments);
        } finally {
            LogSetup.finish(FLUSH_WITHIN);
            status.complete(result);
            System.exit(result);
        }
    }

    /**
     * Runs when the process is told to end. The JVM would end with the signal's status as soon as its hooks are done, so the
     * server's own is set with halt, after everything has stopped; there is nothing left by then that a hook would be for.
     */
    private static void stopInOrder(StopSignal stop, CompletableFuture<Integer> status) {
        if (!stop.isHeeded()) {
            return;
        }
        stop.request();
        int result = ExitStatus.FAILED;
        try {
            result = status.get(STOP_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException hanging) {
            System.err.println("the server does not stop in time and is cut off");
            LogSetup.finish(LAST_WORDS_WITHIN);
        } catch (InterruptedException | ExecutionException impossible) {
            System.err.println("the stop was interrupted");
        }
        Runtime.getRuntime().halt(result);
    }
}
