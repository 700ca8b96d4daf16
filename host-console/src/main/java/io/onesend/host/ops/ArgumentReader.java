package io.onesend.host.ops;

import io.onesend.host.config.DurationText;
import io.onesend.host.ops.OpsException.FieldProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the texts of a call into arguments, and finds everything that is wrong with them. */
final class ArgumentReader {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SPACE = Pattern.compile("\\s");

    private final List<FieldProblem> problems = new ArrayList<>();
    private final Map<String, Arguments.Value> values = new LinkedHashMap<>();

    private ArgumentReader() {}

    static Arguments read(Operation operation, Map<String, String> texts) throws OpsException {
        ArgumentReader reader = new ArgumentReader();
        operation.arguments().forEach(argument -> reader.read(argument, texts));
        TreeSet<String> unknown = new TreeSet<>(texts.keySet());
        operation.arguments().forEach(argument -> unknown.remove(argument.name()));
        unknown.forEach(name -> reader.report(name, "is not an argument of " + operation.name()));
        if (!reader.problems.isEmpty()) {
            throw OpsException.badRequest(reader.problems);
        }
        return new Arguments(reader.values);
    }

    private void read(Argument argument, Map<String, String> texts) {
        String text = texts.get(argument.name());
        if (text == null) {
            if (argument.required()) {
                report(argument.name(), "is missing: " + argument.help());
            }
            return;
        }
        try {
            values.put(argument.name(), new Arguments.Value(argument, text, value(argument, text)));
        } catch (IllegalArgumentException invalid) {
            report(argument.name(), String.valueOf(invalid.getMessage()));
        }
    }

    /** The message of what it throws continues after the name of the argument. */
    private static Object value(Argument argument, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        return switch (argument.kind()) {
            case NUMBER, ROOM -> number(text);
            case SESSION -> number(text.startsWith("#") ? text.substring(1) : text);
            case DURATION -> DurationText.parse(text);
            case FLAG -> flag(text);
            case CHOICE -> choice(argument, text);
            case WORD, ADDRESS -> word(text);
            case USER, TEXT, MESSAGE -> text;
        };
    }

    private static Long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a whole number from 0 on: '" + text + "'");
        }
        return Long.valueOf(text);
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false: '" + text + "'");
        };
    }

    private static String choice(Argument argument, String text) {
        List<String> choices = argument.proposals().startingWith("");
        if (!choices.contains(text)) {
            throw new IllegalArgumentException("is '" + text + "' and not one of " + String.join(", ", choices));
        }
        return text;
    }

    private static String word(String text) {
        if (SPACE.matcher(text).find()) {
            throw new IllegalArgumentException("has a space: '" + text + "'");
        }
        return text;
    }

    private void report(String name, String problem) {
        problems.add(new FieldProblem(name, problem));
    }
}
