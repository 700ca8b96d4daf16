package io.onesend.host.admin;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The names and labels of a scrape, beside which the alerts and the board are read. */
public final class Scrape {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern ASKED = Pattern.compile("\\b((?:onesend|process|system|jvm)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!=|=)\"");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*\\$?(?:labels\\.)?(\\w+)\\s*}}");

    /** Prometheus adds them to every sample. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job");

    private final Map<String, Set<String>> scraped = new HashMap<>();

    private Scrape(String text) {
        SAMPLE.matcher(text)
                .results()
                .forEach(sample -> scraped.computeIfAbsent(sample.group(1), name -> new HashSet<>())
                        .addAll(sample.group(2) == null ? Set.of() : find(LABEL, sample.group(2))));
    }

    /** @param text in the format of Prometheus */
    public static Scrape of(String text) {
        return new Scrape(text);
    }

    /** The file with the alerts. */
    static String rules() throws IOException {
        return Files.readString(Readme.root().resolve("config/prometheus/onesend.rules.yaml"));
    }

    static JsonNode board() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(Readme.root().resolve("config/grafana/onesend.json")));
    }

    /** What the alerts and the board ask for, and what is not here. */
    public List<String> missing() throws IOException {
        List<String> missing = new ArrayList<>(unknown(rules().replaceAll("(?m)^ *(#|summary:|do:).*$", "")));
        JsonNode board = board();
        for (JsonNode panel : board.get("panels")) {
            panel.get("targets").forEach(target -> missing.addAll(missingFor(target)));
        }
        for (JsonNode annotation : board.get("annotations").get("list")) {
            missing.addAll(unknown(annotation.get("expr").asString()));
        }
        return missing;
    }

    private List<String> missingFor(JsonNode target) {
        String expression = target.get("expr").asString();
        List<String> missing = new ArrayList<>(unknown(expression));
        Set<String> known = labelsOf(expression);
        find(SHOWN, target.get("legendFormat").asString()).stream()
                .filter(label -> !known.contains(label))
                .forEach(label -> missing.add("the legend's " + label + " of " + expression));
        return missing;
    }

    /** What an expression asks for and nobody has. */
    List<String> unknown(String expression) {
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
}
