package io.onesend.load.command;

import io.onesend.host.command.DurationConverter;
import io.onesend.host.command.ReachOptions;
import io.onesend.host.process.CommandFailedException;
import io.onesend.load.LoadTiming;
import io.onesend.load.show.LoadOutputOptions;
import io.onesend.network.ClientSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every load scenario: target, times, seed. */
final class LoadRunOptions {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_SOURCES = 65_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LoadOutputOptions outputs = new LoadOutputOptions();

    @Mixin
    private ReachOptions reach = new ReachOptions();

    @Option(
            names = "--source-addresses",
            paramLabel = "N",
            description =
                    "Connects from 127.0.0.1 to 127.0.0.N in turn, because one address has only some 28,000 ports.")
    private int sourceAddresses;

    @Option(
            names = "--duration",
            paramLabel = "D",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long the work lasts, after ramp and warm-up. Default ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--ramp",
            paramLabel = "D",
            defaultValue = "0",
            converter = DurationConverter.class,
            description =
                    "Clients start evenly over this time, and begin their work when all have. Default ${DEFAULT-VALUE}.")
    private Duration ramp = Duration.ZERO;

    @Option(
            names = "--warmup",
            paramLabel = "D",
            defaultValue = "0",
            converter = DurationConverter.class,
            description =
                    "Work before --duration: every message is accounted for, but no latency is recorded. Default ${DEFAULT-VALUE}.")
    private Duration warmup = Duration.ZERO;

    @Option(
            names = "--grace",
            paramLabel = "D",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description =
                    "How long to wait at the end for messages and answers still under way. Default ${DEFAULT-VALUE}.")
    private Duration grace = Duration.ZERO;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of sizes, pauses and starts: the same seed repeats them. Default ${DEFAULT-VALUE}.")
    private long seed;

    InetSocketAddress target() {
        InetSocketAddress target = new InetSocketAddress(reach.host(), reach.port());
        if (target.isUnresolved()) {
            throw new CommandFailedException("no address is known for the host " + reach.host());
        }
        return target;
    }

    ClientSettings settings() {
        return reach.settings();
    }

    int sourceAddresses() {
        if (sourceAddresses < 0 || sourceAddresses > MOST_SOURCES) {
            throw wrong("--source-addresses is 1 to " + MOST_SOURCES);
        }
        if (sourceAddresses > 0 && !target().getAddress().isLoopbackAddress()) {
            throw wrong("--source-addresses needs a server on this machine: the addresses are loopback ones");
        }
        return sourceAddresses;
    }

    LoadTiming timing() {
        if (duration.isZero()) {
            throw wrong("--duration has to be longer than 0");
        }
        if (ramp.plus(warmup).plus(duration).plus(grace).compareTo(LONGEST) > 0) {
            throw wrong("a run takes a week at most");
        }
        return new LoadTiming(ramp, warmup, duration, grace);
    }

    long seed() {
        return seed;
    }

    /** Whether an option was given, not left to its default. */
    boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    LoadOutputOptions outputs() {
        return outputs;
    }

    CommandSpec spec() {
        return spec;
    }
}
