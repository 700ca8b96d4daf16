package io.onesend.host.console;

import io.onesend.host.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** A picture of lines that fills the terminal and is drawn anew each second, until a key leaves it. */
final class LiveScreen {

    private static final long DRAW_EVERY_MILLIS = 1_000;

    /** Control-C leaves the picture, and does not stop the server. */
    private static final String LEAVING_KEYS = "qQ\u0003\u0004\u001a\u001b";

    // Of a terminal that does not tell its size.
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private static final String HELP = "q leaves";

    private final Supplier<List<String>> picture;

    LiveScreen(Supplier<List<String>> picture) {
        this.picture = picture;
    }

    void run(Terminal terminal) throws IOException {
        Attributes before = terminal.enterRawMode();
        Attributes keys = terminal.getAttributes();
        keys.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(keys);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        try {
            do {
                draw(terminal);
            } while (!isLeft(terminal.reader()));
        } finally {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    private void draw(Terminal terminal) {
        Size size = terminal.getSize();
        int columns = size.getColumns() > 0 ? size.getColumns() : USUAL_COLUMNS;
        int rows = size.getRows() > 0 ? size.getRows() : USUAL_ROWS;
        List<String> lines = picture.get();
        terminal.puts(Capability.cursor_home);
        for (String line : lines.subList(0, Math.min(lines.size(), rows - 1))) {
            terminal.writer().print(new AttributedString(SafeText.escape(line)).columnSubSequence(0, columns));
            terminal.puts(Capability.clr_eol);
            terminal.writer().println();
        }
        terminal.writer().print(HELP);
        terminal.puts(Capability.clr_eos);
        terminal.flush();
    }

    /** Waits for a key up to the time of the next picture. Others than those that leave draw at once. */
    private static boolean isLeft(NonBlockingReader keys) throws IOException {
        int key = keys.read(DRAW_EVERY_MILLIS);
        return key == NonBlockingReader.EOF || LEAVING_KEYS.indexOf(key) >= 0;
    }
}
