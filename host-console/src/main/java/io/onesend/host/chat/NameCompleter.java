package io.onesend.host.chat;

import io.onesend.host.text.SafeText;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands at the beginning of a line, and the names of those in the room everywhere else. */
final class NameCompleter implements Completer {

    private volatile Supplier<List<String>> names = List::of;

    void offer(Supplier<List<String>> newNames) {
        names = newNames;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        boolean command = line.wordIndex() == 0 && line.word().startsWith("/");
        List<String> words = command ? SlashCommand.words() : names.get();
        words.forEach(word -> candidates.add(new Candidate(SafeText.escape(word))));
    }
}
