package io.onesend.host.ops;

import io.onesend.host.ops.Argument.Form;
import io.onesend.host.ops.OpsException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the console as a call: the operation, and the texts of its arguments by name. Words are separated by spaces; one with
 * spaces in it stands between double quotes, unless it is the last argument.
 */
public record TypedCommand(Operation operation, Map<String, String> arguments) {

    /**
     * Reads a line that is not blank.
     *
     * @throws OpsException that says what the line lacks, or has too much
     */
    public static TypedCommand parse(OpsTable table, String line) throws OpsException {
        List<Word> words = Word.split(line);
        Operation operation = operation(table, words);
        return new TypedCommand(operation, values(operation, words, line));
    }

    /** Gives the words behind the name to the arguments. */
    static Map<String, String> values(Operation operation, List<Word> words, String line) throws OpsException {
        return new Reader(operation, words, line).read(operation.nameWords().size());
    }

    /** The longest name that the line begins with: {@code log reset} before {@code log}. */
    static Optional<Operation> find(OpsTable table, List<Word> words) {
        for (int count = Math.min(2, words.size()); count > 0; count--) {
            String name = String.join(
                    " ", words.subList(0, count).stream().map(Word::text).toList());
            Optional<Operation> found = table.find(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Operation operation(OpsTable table, List<Word> words) throws OpsException {
        return find(table, words)
                .orElseThrow(() -> HelpOperation.unknown(table, words.get(0).text()));
    }

    /** A word without its quotes, and where it began in the line. */
    record Word(String text, int start, boolean quoted) {

        static List<Word> split(String line) {
            List<Word> words = new ArrayList<>();
            int at = 0;
            while (at < line.length()) {
                if (Character.isWhitespace(line.charAt(at))) {
                    at++;
                } else {
                    int end = end(line, at);
                    words.add(of(line, at, end));
                    at = end;
                }
            }
            return words;
        }

        private static int end(String line, int start) {
            boolean quoted = line.charAt(start) == '"';
            int end = start + 1;
            while (end < line.length()
                    && !(quoted ? line.charAt(end) == '"' : Character.isWhitespace(line.charAt(end)))) {
                end++;
            }
            return Math.min(line.length(), quoted ? end + 1 : end);
        }

        private static Word of(String line, int start, int end) {
            String raw = line.substring(start, end);
            boolean quoted = raw.length() > 1 && raw.startsWith("\"") && raw.endsWith("\"");
            return new Word(quoted ? raw.substring(1, raw.length() - 1) : raw, start, quoted);
        }
    }

    /** Gives each word to an argument. */
    private static final class Reader {

        private final Operation operation;
        private final List<Word> words;
        private final String line;
        private final Map<String, String> values = new LinkedHashMap<>();
        private int at;

        Reader(Operation operation, List<Word> words, String line) {
            this.operation = operation;
            this.words = words;
            this.line = line;
        }

        Map<String, String> read(int from) throws OpsException {
            for (at = from; at < words.size(); at++) {
                Word word = words.get(at);
                if (!takeByWord(word) && !takeByPlace(word)) {
                    throw new OpsException(
                            Kind.BAD_REQUEST, "'" + word.text() + "' is too much; usage: " + operation.usage());
                }
            }
            return values;
        }

        /** Whether the word announces an argument that was not given yet. */
        private boolean takeByWord(Word word) {
            for (Argument argument : operation.arguments()) {
                if (word.quoted() || values.containsKey(argument.name())) {
                    continue;
                }
                if (argument.form() instanceof Form.Word && word.text().equals(argument.name())) {
                    values.put(argument.name(), "true");
                    return true;
                }
                if (argument.form() instanceof Form.Named && word.text().startsWith(argument.name() + "=")) {
                    values.put(
                            argument.name(),
                            word.text().substring(argument.name().length() + 1));
                    return true;
                }
                if (argument.form() instanceof Form.After after && word.text().equals(after.word())) {
                    at++;
                    values.put(
                            argument.name(), at < words.size() ? words.get(at).text() : "");
                    return true;
                }
            }
            return false;
        }

        private boolean takeByPlace(Word word) {
            List<Argument> positional = operation.arguments().stream()
                    .filter(argument -> argument.form() instanceof Form.Positional)
                    .toList();
            for (Argument argument : positional) {
                if (!values.containsKey(argument.name())) {
                    boolean last = argument.equals(positional.get(positional.size() - 1));
                    values.put(argument.name(), last && argument.kind().takesRest() ? rest(word) : word.text());
                    return true;
                }
            }
            return false;
        }

        private String rest(Word first) {
            boolean alone = at == words.size() - 1;
            at = words.size();
            return alone ? first.text() : line.substring(first.start()).strip();
        }
    }
}
