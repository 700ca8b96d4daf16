package io.onesend.host.config;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Writes every key of the table as YAML, comments in one column. */
final class YamlWriter {

    private static final int COMMENT_COLUMN = 33;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._][A-Za-z0-9/._+-]*");

    private final StringBuilder yaml = new StringBuilder();

    private YamlWriter() {}

    static String write(Function<Key<?>, String> value, Function<Key<?>, List<String>> comment) {
        YamlWriter writer = new YamlWriter();
        String section = "";
        for (Key<?> key : Keys.ALL) {
            String next = KeyIndex.parent(key.path());
            writer.openSections(section, next);
            section = next;
            writer.line(indent(key.path()) + name(key.path()) + ": " + quoted(value.apply(key)), comment.apply(key));
        }
        return writer.yaml.toString();
    }

    /** The shipped file: the defaults, with the comments of the table. */
    static String writeDefaults() {
        return "# All keys with their defaults. Leaving out a key, or this file, changes nothing.\n"
                + "# The environment (ONESEND_NETWORK_PORT=…) overrides it; --set network.port=… overrides both.\n"
                + "# Durations are 250ms, 30s, 5m, 1h; sizes 64KiB, 1MiB or a number of bytes.\n"
                + "# [live]: a reload (SIGHUP, or 'reload' on the console) changes it in the running server; [new]: for sessions\n"
                + "# that begin later; the others need a restart.\n\n"
                + write(key -> Setting.byDefault(key).text(), Effects::comment);
    }

    private void openSections(String open, String wanted) {
        if (wanted.isEmpty() || open.equals(wanted) || open.startsWith(wanted + ".")) {
            return;
        }
        openSections(open, KeyIndex.parent(wanted));
        yaml.append(indent(wanted)).append(name(wanted)).append(":\n");
    }

    private void line(String text, List<String> comment) {
        yaml.append(text);
        int column = text.length();
        for (String line : comment) {
            // Always one space in front of the sign, or it would be part of the value.
            yaml.append(" ".repeat(Math.max(1, COMMENT_COLUMN - column)))
                    .append("# ")
                    .append(line);
            yaml.append('\n');
            column = 0;
        }
        if (comment.isEmpty()) {
            yaml.append('\n');
        }
    }

    private static String indent(String path) {
        return "  ".repeat((int) path.chars().filter(letter -> letter == '.').count());
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
