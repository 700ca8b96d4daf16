package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.TestTransport;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A running server: the real jar in a process of its own, with assertions on and every buffer watched for leaks. Closing it
 * stops it as an operator would, and fails if it complained about anything while it ran.
 */
public final class ServerProcess implements AutoCloseable {

    /** Most servers of tests end before their second compiler would pay. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);

    /** Sessions that do not end are cut off after five seconds; the rest is for a busy machine. */
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    private static final int LOG_LINES_TOLD = 100;

    /** With these, and the settings of the test, a server starts. Its stop waits for no balancer. */
    public static final class Launch {
        private final List<String> settings = new ArrayList<>(List.of(
                "network.host=127.0.0.1",
                "network.port=0",
                "network.transport=" + TestTransport.CHOSEN.configName(),
                "admin.host=127.0.0.1",
                "admin.port=0",
                "drain.grace=0"));
        private List<String> jvmArgs = List.of(
                FIRST_COMPILER,
                "-ea",
                "-Xmx256m",
                "-Dio.netty.leakDetection.level=paranoid",
                "-Dio.netty.leakDetection.targetRecords=16");
        private String java = Jar.java();
        private List<String> program = List.of();
        private List<String> prefix = List.of();
        private Path folder = WorkFolder.create("server");
        private @Nullable Path logFile;
        private @Nullable SSLContext trusting;

        private Launch() {}

        public Launch set(String... more) {
            settings.addAll(List.of(more));
            return this;
        }

        /** Leaves a setting of the tests to the configuration's file. */
        public Launch without(String key) {
            settings.removeIf(setting -> setting.startsWith(key + "="));
            return this;
        }

        /** Options of the JVM in place of the tests' own. */
        public Launch jvm(String... args) {
            return bareJvm(
                    Stream.concat(Stream.of(FIRST_COMPILER), Stream.of(args)).toArray(String[]::new));
        }

        /** Only these options of the JVM, which compiles as it does for an operator. */
        public Launch bareJvm(String... args) {
            jvmArgs = List.of(args);
            return this;
        }

        public Launch java(Path javaHome) {
            java = javaHome.resolve("bin/java").toString();
            return this;
        }

        /** Another jar than the one that was built, such as that of an earlier commit, which may not know every key. */
        public Launch jar(Path other) {
            settings.removeIf(setting -> setting.startsWith("drain."));
            program = List.of("-jar", other.toString());
            return this;
        }

        /** Puts the jars of a folder on the class path, as an operator does. */
        public Launch withLibraries(Path libraries) {
            program = List.of("-cp", Jar.path() + File.pathSeparator + libraries + "/*", "io.onesend.host.Main");
            return this;
        }

        /** Puts a command in front that becomes the server's, such as {@code taskset}. */
        public Launch under(List<String> command) {
            prefix = command;
            return this;
        }

        /** Sends the log to this file, and reads it there. */
        public Launch logTo(Path file) {
            logFile = file;
            return set("log.file=" + file);
        }

        /** Has the test's clients speak TLS, as this trusts the server. */
        public Launch connectWithTls(SSLContext newTrusting) {
            trusting = newTrusting;
            return this;
        }

        /** The working folder, which the default data folder is relative to. */
        public Launch in(Path newFolder) {
            folder = newFolder;
            return this;
        }

        /** Starts and waits until it listens. */
        public ServerProcess start() {
            return new ServerProcess(startUnchecked(), logFile, trusting);
        }

        /** Starts and waits for nothing: for a start that is expected to fail. */
        public Jar.Child startUnchecked() {
            List<String> args = new ArrayList<>(List.of("run"));
            settings.forEach(setting -> args.addAll(List.of("--set", setting)));
            try {
                Files.createDirectories(folder);
                List<String> command = program.isEmpty()
                        ? Jar.command(java, jvmArgs, args)
                        : Jar.plainCommand(java, program, jvmArgs, args);
                return new Jar.Child(
                        Jar.builder(Jar.under(prefix, command), folder).start());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private final Jar.Child child;
    private final @Nullable Path logFile;
    private final @Nullable SSLContext trusting;
    private final InetSocketAddress address;
    private final Admin admin;

    private ServerProcess(Jar.Child child, @Nullable Path logFile, @Nullable SSLContext trusting) {
        this.child = child;
        this.logFile = logFile;
        this.trusting = trusting;
        try {
            address = address("listening on (\\S+):(\\d+)");
            InetSocketAddress http = address("admin on http://(\\S+):(\\d+)");
            admin = new Admin(http);
        } catch (AssertionError late) {
            child.close();
            throw late;
        }
    }

    /** A server with its embedded Redis, unless {@code redis.uri} is set. */
    public static Launch launch() {
        return new Launch();
    }

    /** A server of the course's form: passwords in clear in this Redis; no limit on failed logins. */
    public static Launch launchPlaintext(TestRedis redis) {
        return launchPlaintext().set("redis.uri=" + redis.uri());
    }

    /** The same with a Redis that is set later. */
    public static Launch launchPlaintext() {
        return launch().set(
                        "chat.login=plaintext",
                        // On a busy machine Redis may answer a thousand logins at once later than in the default's
                        // second.
                        "redis.command-timeout=10s",
                        "chat.login-throttle.failures-per-user=0",
                        "chat.login-throttle.failures-per-address=0");
    }

    private InetSocketAddress address(String regex) {
        MatchResult line = awaitLog(regex, START_DEADLINE);
        return new InetSocketAddress(line.group(1), Integer.parseInt(line.group(2)));
    }

    public InetSocketAddress address() {
        return address;
    }

    public int port() {
        return address.getPort();
    }

    public Admin admin() {
        return admin;
    }

    public Process process() {
        return child.process();
    }

    public RawClient connect() {
        return trusting == null ? RawClient.connect(address) : RawClient.connectTls(trusting, address);
    }

    /** Waits for the first line of the log with a match. */
    public MatchResult awaitLog(String regex, Duration deadline) {
        if (logFile == null) {
            return child.err.await(regex, deadline);
        }
        Pattern pattern = Pattern.compile(regex);
        return Awaitility.await()
                .atMost(deadline)
                .until(
                        () -> log().stream()
                                .map(pattern::matcher)
                                .filter(Matcher::find)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .toMatchResult();
    }

    /** The last lines of the log, for a test that says what it found. */
    public String endOfLog() {
        List<String> lines = log();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_TOLD), lines.size()));
    }

    /** The lines of the log, which is standard error unless it goes to a file. */
    public List<String> log() {
        try {
            return logFile == null
                    ? child.err.lines()
                    : Files.exists(logFile) ? Files.readAllLines(logFile) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public List<String> standardError() {
        return child.err.lines();
    }

    /** Standard output: what the console says. */
    public Output console() {
        return child.out;
    }

    public void type(String line) {
        child.type(line);
    }

    public void endInput() {
        child.endInput();
    }

    /** SIGTERM; the server has to end with status 0. */
    public Jar.Finished stop() {
        terminate();
        return awaitEnd(0);
    }

    /** SIGTERM, without waiting for what it does. */
    public void terminate() {
        child.terminate();
    }

    /** Waits for an end that something else has caused. */
    public Jar.Finished awaitEnd(int status) {
        return child.awaitEnd(STOP_DEADLINE).expect(status);
    }

    /** SIGKILL. */
    public void kill() {
        child.kill();
        child.awaitEnd(STOP_DEADLINE);
    }

    /** Collects garbage in the server and takes a new buffer: Netty reports a leak when both have happened. */
    public void lookForLeaks() {
        DiagnosticCommand.run(child.process().pid(), "GC.run");
        DiagnosticCommand.run(child.process().pid(), "GC.run");
        try (RawClient client = connect()) {
            client.send(Wire.ping(1));
            client.next(Wire.PONG);
        }
    }

    /** Fails on anything that a healthy server never says. */
    public void assertNoComplaint() {
        List<String> complaints = Stream.of(child.out.lines(), child.err.lines(), log())
                .flatMap(List::stream)
                .filter(line -> line.matches(".*(\\bERROR\\b|LEAK|WARNING:|Exception in thread|AssertionError).*"))
                .toList();
        assertThat(complaints)
                .as("complaints of the server; its log:\n%s", child.err.text())
                .isEmpty();
    }

    @Override
    public void close() {
        if (!child.process().isAlive()) {
            return;
        }
        try {
            lookForLeaks();
            stop();
            assertNoComplaint();
        } finally {
            child.close();
        }
    }
}
