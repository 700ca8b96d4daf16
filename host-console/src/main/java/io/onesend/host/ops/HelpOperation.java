package io.onesend.host.ops;

import io.onesend.host.config.NearMiss;
import io.onesend.host.ops.Argument.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of the table's rows, and one row in detail. */
final class HelpOperation {

    private static final String COMMAND = "command";
    private static final String MORE = "…";
    private static final int LONGEST_USAGE = 32;

    private HelpOperation() {}

    static Operation of(OpsTable table) {
        Argument command = Argument.optional(COMMAND, Kind.TEXT, "one command, with what it takes")
                .completedBy(beginning -> names(table).stream()
                        .filter(name -> name.startsWith(beginning))
                        .toList());
        return new Operation(
                "help", List.of(command), "this list, or what one command takes", Role.READ, null, (who, given) -> {
                    Optional<String> asked = given.optionalText(COMMAND);
                    List<String> lines = asked.isEmpty() ? list(table) : detail(table, asked.get());
                    return OpsAnswer.of(lines, lines);
                });
    }

    static OpsException unknown(OpsTable table, String name) {
        String hint = NearMiss.of(name, names(table))
                .map(near -> "; did you mean " + near + "?")
                .orElse("; help lists them");
        return new OpsException(OpsException.Kind.NOT_FOUND, "unknown command" + hint);
    }

    private static List<String> names(OpsTable table) {
        return table.operations().stream().map(Operation::name).toList();
    }

    private static List<String> list(OpsTable table) {
        List<Operation> all = table.operations();
        int width = all.stream().mapToInt(row -> brief(row).length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        all.forEach(row -> lines.add(padded(brief(row), width) + "  " + row.help()));
        all.stream()
                .filter(row -> isLong(row.usage()))
                .findFirst()
                .ifPresent(row -> lines.add("for what " + MORE + " stands for, type for instance: help " + row.name()));
        return lines;
    }

    /** So short that the explanations of all rows stand below each other. */
    private static String brief(Operation row) {
        return isLong(row.usage()) ? row.name() + " " + MORE : row.usage();
    }

    private static boolean isLong(String usage) {
        return usage.length() > LONGEST_USAGE;
    }

    private static List<String> detail(OpsTable table, String name) throws OpsException {
        Operation row = table.find(name).orElseThrow(() -> unknown(table, name));
        List<String> lines = new ArrayList<>();
        lines.add(row.usage() + ": " + row.help());
        row.arguments().forEach(argument -> lines.add("  " + padded(argument.usage(), 16) + "  " + argument.help()));
        return lines;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
