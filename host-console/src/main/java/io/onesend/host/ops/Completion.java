package io.onesend.host.ops;

import io.onesend.host.ops.Argument.Form;
import io.onesend.host.ops.TypedCommand.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A word that may come next on a line of the console.
 *
 * @param help a few words on it
 * @param complete whether a space follows; not after {@code user=}
 */
public record Completion(String word, String help, boolean complete) {

    /**
     * Finds all that may come next.
     *
     * @param before the line up to the word at the cursor
     * @param beginning of that word, without quotes
     */
    public static List<Completion> of(OpsTable table, String before, String beginning) {
        List<Word> words = Word.split(before);
        Stream<Completion> names = names(table, words.stream().map(Word::text).toList());
        Optional<Operation> operation = words.isEmpty() ? Optional.empty() : TypedCommand.find(table, words);
        Stream<Completion> values = operation.stream().flatMap(found -> values(found, words, before, beginning));
        return Stream.concat(names, values)
                .filter(one -> one.word().startsWith(beginning))
                .toList();
    }

    /** The next words of the operations whose names begin with these. */
    private static Stream<Completion> names(OpsTable table, List<String> words) {
        TreeSet<String> seen = new TreeSet<>();
        return table.operations().stream()
                .filter(row -> row.nameWords().size() > words.size()
                        && row.nameWords().subList(0, words.size()).equals(words))
                .map(row -> new Completion(row.nameWords().get(words.size()), row.help(), true))
                .filter(one -> seen.add(one.word()));
    }

    private static Stream<Completion> values(Operation operation, List<Word> words, String before, String beginning) {
        Optional<Argument> announced = announced(operation, words);
        if (announced.isPresent()) {
            return proposals(announced.get(), "", beginning);
        }
        Map<String, String> given;
        try {
            given = TypedCommand.values(operation, words, before);
        } catch (OpsException tooMuch) {
            return Stream.of();
        }
        List<Completion> all = new ArrayList<>();
        boolean placed = false;
        for (Argument argument : operation.arguments()) {
            if (given.containsKey(argument.name())) {
                continue;
            }
            boolean positional = argument.form() instanceof Form.Positional;
            if (!positional || !placed) {
                next(argument, beginning).forEach(all::add);
            }
            placed |= positional;
        }
        return all.stream();
    }

    /** The argument whose word is the last one, if its value comes next. */
    private static Optional<Argument> announced(Operation operation, List<Word> words) {
        String last = words.get(words.size() - 1).text();
        return operation.arguments().stream()
                .filter(argument -> argument.form() instanceof Form.After after
                        && after.word().equals(last))
                .findFirst();
    }

    private static Stream<Completion> next(Argument argument, String beginning) {
        if (argument.form() instanceof Form.After after) {
            return Stream.of(new Completion(after.word(), argument.help(), true));
        }
        if (argument.form() instanceof Form.Word) {
            return Stream.of(new Completion(argument.name(), argument.help(), true));
        }
        if (argument.form() instanceof Form.Named) {
            String name = argument.name() + "=";
            return beginning.startsWith(name)
                    ? proposals(argument, name, beginning.substring(name.length()))
                    : Stream.of(new Completion(name, argument.help(), false));
        }
        return proposals(argument, "", beginning);
    }

    private static Stream<Completion> proposals(Argument argument, String before, String beginning) {
        return argument.proposals().startingWith(beginning).stream()
                .map(value -> new Completion(before + value, argument.help(), true));
    }
}
