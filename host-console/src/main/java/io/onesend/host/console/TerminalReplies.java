package io.onesend.host.console;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;

/**
 * Drops a terminal's replies to queries of this program or an earlier one, when they arrive between typed keys. Input that begins
 * like a reply and is no known key is dropped up to its end.
 */
public final class TerminalReplies {

    /** Control sequence introducer: where the cursor is, which terminal it is. */
    private static final String CSI = "\u001b[";

    /** Device control string, and operating system command: which version, which colours. */
    private static final String DCS = "\u001bP";

    private static final String OSC = "\u001b]";

    private static final int ESCAPE = 0x1b;
    private static final int BELL = 0x07;

    private final LineReaderImpl reader;

    private TerminalReplies(LineReaderImpl reader) {
        this.reader = reader;
    }

    public static void ignore(LineReaderImpl reader) {
        TerminalReplies replies = new TerminalReplies(reader);
        KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        for (String beginning : unboundBeginnings(keys)) {
            keys.bind((Widget) replies::skipControlSequence, beginning);
        }
        keys.bind((Widget) replies::skipString, DCS);
        keys.bind((Widget) replies::skipString, OSC);
    }

    /** Keys begin in the same way, so a reply may differ from a key at any character. */
    private static Set<String> unboundBeginnings(KeyMap<Binding> keys) {
        Set<String> bound = keys.getBoundKeys().keySet();
        Set<String> beginnings = new TreeSet<>();
        beginnings.add(CSI);
        bound.stream().filter(key -> key.startsWith(CSI)).forEach(key -> {
            for (int end = CSI.length() + 1; end < key.length(); end++) {
                beginnings.add(key.substring(0, end));
            }
        });
        return beginnings;
    }

    private boolean skipControlSequence() {
        for (int letter = reader.readCharacter(); letter >= 0 && !endsControlSequence(letter); ) {
            letter = reader.readCharacter();
        }
        return true;
    }

    private static boolean endsControlSequence(int letter) {
        return letter >= '@' && letter <= '~';
    }

    private boolean skipString() {
        int before = 0;
        int letter = reader.readCharacter();
        while (letter >= 0 && letter != BELL && !(before == ESCAPE && letter == '\\')) {
            before = letter;
            letter = reader.readCharacter();
        }
        return true;
    }
}
