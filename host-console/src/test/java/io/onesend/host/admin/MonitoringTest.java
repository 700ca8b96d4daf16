package io.onesend.host.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.host.tracing.TraceCounts;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.TlsStatistics;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every metric and label that the alerts and the board ask for is in a scrape. */
class MonitoringTest {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern ASKED = Pattern.compile("\\b((?:onesend|process|system|jvm)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!=|=)\"");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*\\$?(?:labels\\.)?(\\w+)\\s*}}");

    /** Prometheus adds them to every sample. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job");

    private final Map<String, Set<String>> scraped = scrape();

    @Test
    void theAlertsAskForMetricsThatThereAre() throws IOException {
        String rules = Files.readString(Readme.root().resolve("config/prometheus/onesend.rules.yaml"));
        String expressions = rules.replaceAll("(?m)^ *(#|summary:|do:).*$", "");

        assertThat(unknown(expressions)).isEmpty();
        assertThat(rules.split("- alert:", -1)).as("alerts").hasSize(11);
        assertThat(rules.split("\n +do: ", -1)).as("what to do, in each").hasSize(11);
    }

    @Test
    void theBoardAsksForMetricsThatThereAreAndShowsLabelsThatTheyHave() throws IOException {
        JsonNode board =
                JsonMapper.shared().readTree(Files.readString(Readme.root().resolve("config/grafana/onesend.json")));

        assertThat(board.get("panels").size()).isGreaterThan(9);
        for (JsonNode panel : board.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                String expression = target.get("expr").asString();
                String title = panel.get("title").asString();
                assertThat(unknown(expression)).as(title).isEmpty();
                assertThat(labelsOf(expression))
                        .as(title + ": " + target.get("legendFormat"))
                        .containsAll(find(SHOWN, target.get("legendFormat").asString()));
            }
        }
        for (JsonNode annotation : board.get("annotations").get("list")) {
            assertThat(unknown(annotation.get("expr").asString())).isEmpty();
        }
    }

    @Test
    void findsANameThatIsMisspelt() {
        assertThat(unknown("rate(onesend_chat_massages_total[1m])")).containsExactly("onesend_chat_massages_total");
        assertThat(unknown("onesend_chat_logins_total{reason=\"x\"}"))
                .containsExactly("onesend_chat_logins_total{reason}");
        assertThat(unknown("sum by (door) (onesend_chat_logins_total)"))
                .containsExactly("door of sum by (door) (onesend_chat_logins_total)");
    }

    /** What an expression asks for and nobody has. */
    private List<String> unknown(String expression) {
        List<String> unknown = new ArrayList<>();
        for (MatchResult asked : ASKED.matcher(expression).results().toList()) {
            Set<String> labels = scraped.get(asked.group(1));
            if (labels == null) {
                unknown.add(asked.group(1));
            } else if (asked.group(2) != null) {
                find(MATCHER, asked.group(2)).stream()
                        .filter(label -> !labels.contains(label) && !OF_THE_SCRAPE.contains(label))
                        .forEach(label -> unknown.add(asked.group(1) + "{" + label + "}"));
            }
        }
        Set<String> known = labelsOf(expression);
        find(GROUPED, expression).stream()
                .flatMap(labels -> Set.of(labels.split(", ")).stream())
                .filter(label -> !known.contains(label))
                .forEach(label -> unknown.add(label + " of " + expression));
        return unknown;
    }

    private Set<String> labelsOf(String expression) {
        Set<String> labels = new HashSet<>(OF_THE_SCRAPE);
        find(ASKED, expression).forEach(name -> labels.addAll(scraped.getOrDefault(name, Set.of())));
        return labels;
    }

    private static List<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The names of a scrape, each with its labels. */
    private static Map<String, Set<String>> scrape() {
        Map<String, Set<String>> names = new HashMap<>();
        try (Metrics metrics = new Metrics(() -> Optional.of(sources()))) {
            SAMPLE.matcher(metrics.scrape())
                    .results()
                    .forEach(sample -> names.computeIfAbsent(sample.group(1), name -> new HashSet<>())
                            .addAll(sample.group(2) == null ? Set.of() : find(LABEL, sample.group(2))));
        }
        return names;
    }

    private static Metrics.Sources sources() {
        TlsStatistics tls = new TlsStatistics(Map.of("ok", 1L), 1, Map.of("ok", 1L), null, Map.of("chat", 1L));
        NetworkStatistics network = new NetworkStatistics(
                1,
                1,
                1,
                Map.of("idle", 1L),
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                tls);
        ChatStatistics chat = new ChatStatistics(1, 1, Map.of("NONE", 1L), 1, 1, 1, 1);
        return new Metrics.Sources(
                () -> new HostReading(
                        true,
                        true,
                        0,
                        1,
                        1,
                        Map.of(new AdminRequests.Answered("/status", 200), 1L),
                        Map.of("done", 1L),
                        TraceCounts.NONE),
                () -> network,
                () -> chat,
                Optional.empty());
    }
}
