package io.onesend.it.peers;

import io.onesend.it.speed.MarkdownTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The groups of one run of the Autobahn suite as Markdown, and below them each case that is not simply OK. */
final class AutobahnTable {

    private AutobahnTable() {}

    static String of(List<AutobahnCase> cases) {
        Map<String, List<AutobahnCase>> groups = cases.stream()
                .collect(Collectors.groupingBy(
                        AutobahnCase::group,
                        () -> new TreeMap<>(Comparator.comparingInt(AutobahnTable::number)),
                        Collectors.toList()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("group", "cases", "OK", "non-strict", "informational", "failed"));
        groups.forEach((group, those) -> rows.add(row(group, those)));
        rows.add(row("all", cases));
        String others = cases.stream()
                .filter(one -> !one.behavior().equals("OK") || !one.isAllowed())
                .map(AutobahnCase::toString)
                .collect(Collectors.joining("\n"));
        return MarkdownTable.of(rows) + others + "\n";
    }

    private static int number(String group) {
        return Integer.parseInt(group.substring(0, group.indexOf(' ')));
    }

    private static List<String> row(String name, List<AutobahnCase> cases) {
        return List.of(
                name,
                String.valueOf(cases.size()),
                count(cases, "OK"),
                count(cases, "NON-STRICT"),
                count(cases, "INFORMATIONAL"),
                String.valueOf(cases.stream().filter(one -> !one.isAllowed()).count()));
    }

    private static String count(List<AutobahnCase> cases, String behavior) {
        return String.valueOf(cases.stream()
                .filter(one -> one.isAllowed() && one.behavior().equals(behavior))
                .count());
    }
}
