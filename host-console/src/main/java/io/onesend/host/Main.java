package io.onesend.host;

import io.onesend.host.command.CommandContext;
import io.onesend.host.command.Commands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command and ends the process with its exit status. */
public final class Main {

    /** A stop that takes longer hangs. Whoever sent the signal expects an end within ten seconds. */
    private static final long STOP_WITHIN_MILLIS = 9_500;

    private Main() {}

    public static void main(String[] arguments) {
        StopSignal stop = new StopSignal();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopInOrder(stop, status), "stop"));
        int result = ExitStatus.FAILED;
        try {
            result = Commands.execute(CommandContext.ofProcess(stop), arguments);
        } finally {
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
        } catch (InterruptedException | ExecutionException impossible) {
            System.err.println("the stop was interrupted");
        }
        Runtime.getRuntime().halt(result);
    }
}
