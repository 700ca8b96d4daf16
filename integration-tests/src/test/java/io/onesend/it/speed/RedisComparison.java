package io.onesend.it.speed;

import io.onesend.it.samples.RedisSubset;
import io.onesend.network.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sample {@link RedisSubset} against Debian's redis-server under redis-benchmark: 50 connections, 100,000 keys, one request or
 * 16 under way on each. What counts is the CPU of the server's process for each request, its compilers and collector included. The
 * two take turns; the medians count.
 */
final class RedisComparison {

    private static final List<String> TESTS = List.of("set", "get");
    private static final List<Integer> PIPELINES = List.of(1, 16);
    private static final Pattern PER_SECOND = Pattern.compile("([0-9.]+) requests per second");

    private final Pinning pinning = Pinning.choose();
    private final int rounds;
    private final int requests;

    private record Server(String name, Process process, int port) {
        long cpuNanos() {
            return process.info().totalCpuDuration().map(Duration::toNanos).orElseThrow();
        }
    }

    private record Run(double cpuMicros, double perSecond) {}

    private RedisComparison(int rounds, int requests) {
        this.rounds = rounds;
        this.requests = requests;
    }

    /** Arguments: rounds, and the requests of a run for each that is under way on a connection; three times as many of each kind warm up. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new RedisComparison(Integer.parseInt(args[0]), Integer.parseInt(args[1])).run();
    }

    private void run() throws IOException, InterruptedException {
        List<Server> servers = new ArrayList<>();
        try {
            servers.add(startRedis());
            servers.add(startSample());
            warmUp(servers);
            System.out.printf("%s, medians of %d runs:%n", pinning, rounds);
            for (int pipeline : PIPELINES) {
                for (String test : TESTS) {
                    compare(servers, test, pipeline);
                }
            }
        } finally {
            servers.forEach(server -> server.process.destroy());
        }
    }

    /** Until a server has compiled itself. */
    private void warmUp(List<Server> servers) throws IOException, InterruptedException {
        for (Server server : servers) {
            for (int pipeline : List.of(16, 1)) {
                for (String test : TESTS) {
                    load(server, test, pipeline, 3 * requests);
                }
            }
        }
    }

    private void compare(List<Server> servers, String test, int pipeline) throws IOException, InterruptedException {
        List<List<Run>> runs = List.of(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < servers.size(); i++) {
                int turn = round % 2 == 0 ? i : servers.size() - 1 - i;
                runs.get(turn).add(load(servers.get(turn), test, pipeline, requests));
            }
        }
        for (int i = 0; i < servers.size(); i++) {
            double cpu = median(runs.get(i), Run::cpuMicros);
            System.out.printf(
                    Locale.ROOT,
                    "-P %-2d %s  %-12s %6.2f us of CPU a request  %.2f of redis-server's  %9.0f requests/s%n",
                    pipeline,
                    test.toUpperCase(Locale.ROOT),
                    servers.get(i).name,
                    cpu,
                    cpu / median(runs.get(0), Run::cpuMicros),
                    median(runs.get(i), Run::perSecond));
        }
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return Medians.of(runs.stream().mapToDouble(figure));
    }

    private Run load(Server server, String test, int pipeline, int requestsEach)
            throws IOException, InterruptedException {
        long count = (long) requestsEach * pipeline;
        List<String> command = new ArrayList<>(pinning.generator());
        command.addAll(List.of("redis-benchmark", "-q", "-p", Integer.toString(server.port), "-t", test));
        command.addAll(List.of("-n", Long.toString(count), "-P", Integer.toString(pipeline), "-r", "100000"));
        long before = server.cpuNanos();
        Process benchmark =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(benchmark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher perSecond = PER_SECOND.matcher(said);
        if (benchmark.waitFor() != 0 || !perSecond.find()) {
            throw new IOException("redis-benchmark failed on " + server.name + ": " + said);
        }
        return new Run((server.cpuNanos() - before) / 1e3 / count, Double.parseDouble(perSecond.group(1)));
    }

    private Server startRedis() throws IOException {
        int port = FreePort.choose();
        Process process = start(List.of("redis-server", "--port", Integer.toString(port), "--save", ""));
        lineWith("Ready to accept connections", process);
        return new Server("redis-server", process, port);
    }

    private Server startSample() throws IOException {
        String java = System.getProperty("java.home") + "/bin/java";
        String classPath = System.getProperty("java.class.path");
        Process process = start(List.of(java, "-cp", classPath, RedisSubset.class.getName(), "0"));
        String line = lineWith("redis on ", process);
        return new Server("onesend", process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    /** A server may log before and after it. */
    private static String lineWith(String text, Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new IOException("a server has ended without saying: " + text);
    }

    private Process start(List<String> command) throws IOException {
        List<String> line = new ArrayList<>(pinning.server());
        line.addAll(command);
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
