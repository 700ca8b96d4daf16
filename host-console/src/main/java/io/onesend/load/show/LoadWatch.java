package io.onesend.load.show;

import io.onesend.host.command.CommandContext;
import io.onesend.host.process.CommandFailedException;
import io.onesend.load.LoadCounts;
import io.onesend.load.LoadDescription;
import io.onesend.load.LoadPhase;
import io.onesend.load.LoadReading;
import io.onesend.load.LoadRun;
import io.onesend.load.show.process.WatchedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Follows a run from its start to its end, shows its state, and writes its result. On the thread of the command. */
public final class LoadWatch {

    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

    /** How long a request to stop, or a change of the phase, may go unnoticed. */
    private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A process that is told to end is killed some seconds later, so there has to be time left to write the results. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private static final double NANOS = 1e9;

    private final LoadRun run;
    private final LoadOutputs outputs;
    private final LoadRecorder recorder;
    private final @Nullable LiveLine live;
    private final CommandContext context;
    private final long begun = System.nanoTime();
    private LoadPhase phase = LoadPhase.RAMP;

    private LoadWatch(
            LoadRun run, LoadOutputs outputs, LoadRecorder recorder, @Nullable LiveLine live, CommandContext context) {
        this.run = run;
        this.outputs = outputs;
        this.recorder = recorder;
        this.live = live;
        this.context = context;
    }

    /**
     * Starts the run. Returns its counts when it is over and everything is shown and written. A request to stop ends the run
     * early and in order. The run is closed in any case.
     *
     * @throws CommandFailedException if an output cannot be written; before the start if that can be known
     * @throws picocli.CommandLine.ParameterException if the options cannot be followed
     */
    public static LoadCounts watch(
            LoadRun run, LoadDescription description, LoadOutputOptions options, CommandContext context) {
        return watch(run, description, options, context, BETWEEN_READINGS);
    }

    static LoadCounts watch(
            LoadRun run,
            LoadDescription description,
            LoadOutputOptions options,
            CommandContext context,
            Duration betweenReadings) {
        try (run) {
            options.check();
            LoadOutputs outputs = LoadOutputs.prove(options, context);
            Instant started = Instant.now();
            LoadRecorder recorder = new LoadRecorder(
                    started,
                    WatchedProcess.start(ProcessHandle.current()).orElse(null),
                    ServerProcess.find(description.target(), options.serverPid(), context.err()));
            LiveLine live = options.isQuiet()
                    ? null
                    : new LiveLine(
                            new StatusLine(outputs.people(), context.interactive()),
                            run.planned().toNanos() / NANOS);
            context.stop().handleSignals();
            try {
                outputs.start(started);
                LoadWatch watch = new LoadWatch(run, outputs, recorder, live, context);
                boolean stopped = watch.follow(betweenReadings.toNanos());
                outputs.finish(recorder.result(description, stopped, run.reasons()));
            } finally {
                outputs.abandon();
            }
            return recorder.counts();
        }
    }

    /** Returns whether the run was stopped before its time. */
    private boolean follow(long between) {
        run.start();
        boolean stopped = false;
        try {
            long due = between;
            while (!awaitEnd(due)) {
                if (context.stop().isRequested()) {
                    stopped = true;
                    run.close();
                    run.awaitEnd(STOP_WITHIN);
                    break;
                }
                read();
                // A change of the phase restarts the count of seconds, so that no tick belongs to two phases.
                due = Math.min(elapsed(), Math.max(due, elapsed() - between)) + between;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("the load run was interrupted");
        }
        read();
        if (live != null) {
            live.clear();
        }
        return stopped;
    }

    /** Waits for the end of the run, the time, a request to stop or another phase; returns whether the run has ended. */
    private boolean awaitEnd(long due) throws InterruptedException {
        boolean ended;
        long left;
        do {
            left = due - elapsed();
            ended = run.awaitEnd(Duration.ofNanos(Math.max(0, Math.min(left, LOOK_UP_NANOS))));
        } while (!ended && left > 0 && !context.stop().isRequested() && run.phase() == phase);
        return ended;
    }

    private void read() {
        phase = run.phase();
        LoadReading reading = run.read();
        double at = elapsed() / NANOS;
        outputs.add(reading, at);
        Tick tick = recorder.record(reading, phase, at);
        if (live != null) {
            live.show(tick, recorder.counts());
        }
    }

    private long elapsed() {
        return System.nanoTime() - begun;
    }
}
