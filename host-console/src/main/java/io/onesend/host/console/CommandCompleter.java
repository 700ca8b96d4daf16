package io.onesend.host.console;

import io.onesend.host.ops.Completion;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.text.SafeText;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes operations and what they take, by the table. */
final class CommandCompleter implements Completer {

    private final Supplier<OpsTable> operations;

    CommandCompleter(Supplier<OpsTable> operations) {
        this.operations = operations;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String before = line.line().substring(0, line.cursor() - rawCursor(line));
        String beginning = line.word().substring(0, line.wordCursor());
        for (Completion one : Completion.of(operations.get(), before, beginning)) {
            String value = SafeText.escape(one.word());
            candidates.add(new Candidate(value, value, null, one.help(), null, null, one.complete()));
        }
    }

    /** How far the cursor is in the word, with its quotes. */
    private static int rawCursor(ParsedLine line) {
        return line instanceof CompletingParsedLine completing ? completing.rawWordCursor() : line.wordCursor();
    }
}
