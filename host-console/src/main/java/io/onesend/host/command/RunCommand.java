package io.onesend.host.command;

import io.onesend.host.config.CheckedConfig;
import io.onesend.host.config.HostConfig;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.console.Console;
import io.onesend.host.console.StandardInput;
import io.onesend.host.console.TerminalType;
import io.onesend.host.log.LogSetup;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.process.ServiceManager;
import io.onesend.host.process.StopSignal;
import io.onesend.host.reload.Reload;
import io.onesend.host.server.Host;
import io.onesend.host.text.HostPort;
import io.onesend.host.text.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The server, until it is asked to stop. */
@Command(
        name = "run",
        description = "Runs the server until 'quit' on its console, SIGINT or SIGTERM.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    /** What follows the drain, such as the end of Redis; with the default limit, all is over within ten seconds. */
    private static final Duration END_AFTER_DRAIN = Duration.ofMillis(500);

    @Mixin
    private ConfigOptions options;

    private final CommandContext context;
    private final Consumer<Host> whenReady;

    public RunCommand(CommandContext context) {
        this(context, new ConfigOptions());
    }

    public RunCommand(CommandContext context, ConfigOptions options) {
        this(context, options, host -> {});
    }

    /** @param whenReady called once the server serves, on the thread of {@link #call} */
    public RunCommand(CommandContext context, ConfigOptions options, Consumer<Host> whenReady) {
        this.context = context;
        this.options = options;
        this.whenReady = whenReady;
    }

    @Override
    public Integer call() throws InterruptedException {
        LoadedConfig loaded = options.load(context);
        configureLog(loaded);
        CheckedConfig checked = loaded.checkFiles();
        StopSignal stop = context.stop();
        stop.handleSignals();
        // Here and not in a static field: this class is loaded while the logging still starts.
        Logger log = LoggerFactory.getLogger(RunCommand.class);
        stop.onHangUp(() -> log.warn("SIGHUP: the server is still starting, and nothing was reloaded"));
        loaded.notes().forEach(note -> log.info("{}", SafeText.escape(note)));
        endWithin(stop, loaded.config());
        try (ServiceManager manager = ServiceManager.of(context.environment());
                Host host = Host.start(checked, stop);
                Console console = console(host)) {
            stop.onSecondSignal(host.drain()::cut);
            String status = "listening on " + HostPort.of(host.address());
            Reload reload =
                    host.reloadFrom(() -> options.load(context), loaded, next -> () -> endWithin(stop, next.config()));
            stop.onHangUp(new HangUpReload(reload, manager, status));
            console.start();
            manager.ready(status, host::standstill);
            whenReady.accept(host);
            stop.await();
            manager.stopping();
        } catch (CancellationException whileStarting) {
            log.debug("{}", whileStarting.getMessage());
        }
        return stop.hasFailed() ? ExitStatus.FAILED : ExitStatus.STOPPED_AS_ASKED;
    }

    private static void endWithin(StopSignal stop, HostConfig config) {
        stop.endWithin(config.drain().limit().plus(END_AFTER_DRAIN));
    }

    private static void configureLog(LoadedConfig loaded) {
        try {
            LogSetup.configure(loaded.config().log());
        } catch (IOException unusable) {
            throw loaded.unusableLogFile(String.valueOf(unusable.getMessage()));
        }
    }

    private Console console(Host host) throws InterruptedException {
        StandardInput.ignoreStopsByTerminal();
        BooleanSupplier stopping = context.stop()::isRequested;
        return context.interactive()
                        && TerminalType.isKnown(context.environment().get("TERM"))
                ? Console.ofTerminal(host::operations, stopping)
                : Console.ofLines(context.in(), context.out(), host::operations, stopping);
    }
}
