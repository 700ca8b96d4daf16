package io.onesend.it.speed.start;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Unpacked;
import io.onesend.it.harness.WorkFolder;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.Work;
import io.onesend.it.speed.turns.RunOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * How late messages are in the first seconds of a server, which compiles itself meanwhile: {@code bin/onesend} of the package, with the
 * class archive that its training run has made, gets a given load from its first connection on, and the same again once it is warm. The
 * load tool is a new process each time, so that it is as cold in the second run as in the first.
 */
final class FirstSeconds {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Work WORK = new Work(25, 40, 4, 1);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Pinning pinning = Pinning.choose();
    private final TestRedis redis = TestRedis.shared();
    private final String users = TestRedis.unique() + "-";
    private final Unpacked onesend;
    private final int seconds;

    private FirstSeconds(Unpacked onesend, int seconds) {
        this.onesend = onesend;
        this.seconds = seconds;
        WORK.addUsers(redis, users);
    }

    /** Settings: {@code first-seconds.rounds}, {@code .seconds} and {@code .rates}, which are deliveries a second. */
    public static void main(String[] args) throws IOException {
        RunOptions options = new RunOptions(System.getProperties(), "first-seconds.");
        int rounds = options.number("rounds", 3, 100);
        int seconds = options.number("seconds", 30, 600);
        List<Integer> rates = options.list("rates", "20000,100000", Integer::valueOf);
        FirstSeconds measured = new FirstSeconds(Unpacked.in(WorkFolder.create("first-seconds")), seconds);
        measured.onesend.run(Jar.javaHome(), "train").expect(0);
        for (int rate : rates) {
            List<LatencyBySecond> cold = new ArrayList<>();
            List<LatencyBySecond> warm = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                measured.start(rate, cold, warm);
            }
            System.out.println(measured.title(rate, rounds));
            System.out.println(LatencyBySecond.table(cold, warm));
        }
    }

    private String title(int rate, int rounds) {
        return "p99 of latency by second, in µs: " + WORK.rooms() + " rooms of " + WORK.members() + ", " + rate
                + " deliveries a second, Java " + Runtime.version().feature() + ", medians of " + rounds + ", "
                + pinning
                + "\n";
    }

    private void start(int rate, List<LatencyBySecond> cold, List<LatencyBySecond> warm) throws IOException {
        int port = StartTimes.freePort();
        try (Jar.Child server = onesend.startUnder(Jar.javaHome(), pinning.server(), settings(port))) {
            StartTimes.connect(new InetSocketAddress("127.0.0.1", port), server).close();
            cold.add(load(rate, port));
            warm.add(load(rate, port));
            server.terminate();
            server.awaitEnd(DEADLINE).expect(0);
        }
    }

    private String[] settings(int port) {
        return List.of(
                        "network.port=" + port,
                        "network.max-sessions-per-address=0",
                        "admin.port=0",
                        "redis.uri=" + redis.uri(),
                        "redis.command-timeout=10s",
                        "chat.login=plaintext",
                        "chat.rate.messages-per-second=0")
                .stream()
                .map(setting -> "--set=" + setting)
                .toArray(String[]::new);
    }

    private LatencyBySecond load(int rate, int port) {
        List<String> args = new ArrayList<>(List.of("load", "chat", "--json", "-", "--quiet", "--users", users));
        args.addAll(List.of("--rooms", String.valueOf(WORK.rooms()), "--members", String.valueOf(WORK.members())));
        args.addAll(List.of("--senders", String.valueOf(WORK.senders()), "--size", "64"));
        args.addAll(List.of("--rate", String.valueOf(rate / WORK.members()), "--duration", seconds + "s"));
        args.addAll(List.of("--port", String.valueOf(port)));
        Jar.Finished run = Jar.startPlainly(pinning.generator(), args.toArray(String[]::new))
                .awaitEnd(DEADLINE.plusSeconds(seconds));
        return LatencyBySecond.of(JSON.readTree(run.expect(0).out()).required("ticks"));
    }
}
