package io.onesend.host;

import io.onesend.host.command.CommandContext;
import io.onesend.host.config.ConfigException;
import io.onesend.host.config.SystemText;
import io.onesend.host.log.LogSetup;
import io.onesend.host.log.StandardStreams;
import io.onesend.host.process.EndingSignal;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.process.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a command and ends the process with its exit status. */
public final class Main {

    /** How long the end waits for a reader of the log and the output. */
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(1);

    private static final Duration LAST_LINES_WITHIN = Duration.ofMillis(200);

    private Main() {}

    public static void main(String[] arguments) {
        if (Commands.isServer(arguments)) {
            StandardStreams.queue();
        }
        StopSignal stop = new StopSignal();
        CountDownLatch ended = new CountDownLatch(1);
        int result = ExitStatus.FAILED;
        try {
            // First of all, because Java 17 fails at nearly everything in a folder whose name it cannot read.
            SystemText.ofProcess().checkFolder();
            EndingSignal.receive(signal -> receive(signal, stop, ended));
            result = Commands.execute(CommandContext.ofProcess(stop), arguments);
        } catch (ConfigException unreadable) {
            System.err.println(unreadable.getMessage());
            result = ExitStatus.of(unreadable);
        } catch (Throwable fatal) {
            FatalErrorReport.print(fatal, System.err);
        } finally {
            LogSetup.finish(FLUSH_WITHIN);
            ended.countDown();
            System.exit(result);
        }
    }

    /** On a thread of the signal's own. */
    private static void receive(EndingSignal signal, StopSignal stop, CountDownLatch ended) {
        if (signal == EndingSignal.HUP && stop.hangUpAction().isPresent()) {
            stop.hangUpAction().get().run();
        } else if (stop.request(signal)) {
            cutOffUnless(ended, stop.endsWithin());
        } else {
            System.exit(signal.exitStatus());
        }
    }

    private static void cutOffUnless(CountDownLatch ended, Duration within) {
        try {
            if (ended.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            System.err.println("the process does not stop in time and is killed");
            LogSetup.finish(LAST_LINES_WITHIN);
        } catch (InterruptedException impossible) {
            System.err.println("the stop was interrupted");
        }
        // An embedded Redis would outlive us. The operating system already has the writes that it confirmed.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(ExitStatus.FAILED);
    }
}
