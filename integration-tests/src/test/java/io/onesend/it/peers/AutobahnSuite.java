package io.onesend.it.peers;

import io.onesend.it.harness.Jar;
import io.onesend.it.speed.ServerJvm;
import io.onesend.network.Transport;
import io.onesend.network.WebSocketSettings.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fuzzing client of the Autobahn suite against {@link WebSocketEcho}: a port has one kind of messages, so the suite comes once to
 * a port of text and once to one of binary messages. The suite is written in Python; Jython runs it.
 */
final class AutobahnSuite {

    /** What a port of text messages is tried with. */
    private static final List<String> TEXT =
            List.of("1.1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.1.*", "9.3.*", "9.5.*", "9.7.*", "10.*");

    /** What a port of binary messages is tried with: the other cases, and those without a message. */
    private static final List<String> BINARY = List.of(
            "1.2.*", "2.*", "3.5", "3.6", "4.2.1", "4.2.2", "7.7.*", "7.9.*", "9.2.*", "9.4.*", "9.6.*", "9.8.*");

    /** They refuse the close codes 1012 to 1014, which were registered after the suite was written. The server sends two of them. */
    private static final List<String> OUTDATED = List.of("7.9.6", "7.9.7", "7.9.8");

    private static final String START = "from autobahntestsuite import wstest; wstest.run()";
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final List<String> only;

    private AutobahnSuite(Path folder, List<String> only) {
        this.folder = folder;
        this.only = only;
    }

    /** Arguments: the folder of the reports, the transports, and the groups of cases; no groups: all. Fails if a case did. */
    public static void main(String[] args) throws IOException {
        List<String> groups = args[2].isBlank() ? List.of() : List.of(args[2].split(","));
        AutobahnSuite suite = new AutobahnSuite(Path.of(args[0]), groups);
        List<AutobahnCase> failed = new ArrayList<>();
        for (String name : args[1].split(",")) {
            Transport transport = Transport.valueOf(name.toUpperCase(Locale.ROOT));
            for (Messages messages : Messages.values()) {
                List<AutobahnCase> cases = suite.run(transport, messages);
                System.out.println(name + ", " + messages + "\n" + AutobahnTable.of(cases));
                cases.stream().filter(one -> !one.isAllowed()).forEach(failed::add);
            }
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("cases failed: " + failed);
        }
    }

    private List<AutobahnCase> run(Transport transport, Messages messages) throws IOException {
        Path reports = Files.createDirectories(folder.resolve(transport.configName() + "-" + messages));
        try (ServerJvm server =
                ServerJvm.start(List.of(), List.of("-ea"), WebSocketEcho.class, messages.name(), transport.name())) {
            Path specification = reports.resolve("specification.json");
            JSON.writeValue(specification.toFile(), specification(server.port(), messages, reports));
            String classPath = System.getProperty("java.class.path");
            try (Jar.Child suite = Jar.startClass(
                    List.of(),
                    classPath,
                    "org.python.util.jython",
                    "-c",
                    START,
                    "-m",
                    "fuzzingclient",
                    "-s",
                    specification.toString())) {
                Jar.Finished finished = suite.awaitEnd(DEADLINE);
                if (finished.status() != 0) {
                    throw new IOException("the suite has ended with " + finished.status() + "\n" + finished.all());
                }
            }
        }
        return AutobahnCase.of(JSON.readTree(reports.resolve("index.json").toFile()));
    }

    private Map<String, Object> specification(int port, Messages messages, Path reports) {
        Stream<String> cases = (messages == Messages.TEXT ? TEXT : BINARY)
                .stream()
                        .filter(pattern -> only.isEmpty() || only.contains(pattern.substring(0, pattern.indexOf('.'))));
        return Map.of(
                "servers", List.of(Map.of("agent", "onesend", "url", "ws://127.0.0.1:" + port)),
                "options", Map.of("version", 18, "failByDrop", false),
                "outdir", reports.toString(),
                "cases", cases.toList(),
                "exclude-cases", OUTDATED,
                "exclude-agent-cases", Map.of());
    }
}
