package io.onesend.host.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.console.BoundedLines.Kind;
import io.onesend.host.console.BoundedLines.Read;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {

    private static final int MAX = 10;

    private static List<Read> readAll(Reader input) throws IOException {
        BoundedLines lines = new BoundedLines(input, MAX);
        List<Read> all = new ArrayList<>();
        do {
            all.add(lines.next());
        } while (all.get(all.size() - 1).kind() != Kind.END);
        return all;
    }

    /** Hands out a character at a time, as a slow pipe does. */
    private static Reader charByChar(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
    }

    @Test
    void endsLinesAtLineFeedsAndTheLastOneWithTheInput() throws IOException {
        String text = "one\n\ntwo\r\n0123456789\r\nthr\ree";
        List<Read> expected = List.of(
                Read.line("one"),
                Read.line(""),
                Read.line("two"),
                Read.line("0123456789"),
                Read.line("thr\ree"),
                Read.END);

        assertThat(readAll(new StringReader(text))).isEqualTo(expected);
        assertThat(readAll(charByChar(text))).isEqualTo(expected);
    }

    @Test
    void leavesOutALineThatIsTooLongAndGoesOnWithTheNext() throws IOException {
        for (int excess : new int[] {1, 2, 8_191, 8_192, 8_193, 50_000}) {
            String text = "one\n" + "x".repeat(MAX + excess) + "\ntwo\n";

            assertThat(readAll(new StringReader(text)))
                    .filteredOn(read -> read.kind() != Kind.REST_OF_LONG)
                    .containsExactly(Read.line("one"), Read.TOO_LONG, Read.line("two"), Read.END);
            assertThat(readAll(charByChar(text)))
                    .filteredOn(read -> read.kind() != Kind.REST_OF_LONG)
                    .containsExactly(Read.line("one"), Read.TOO_LONG, Read.line("two"), Read.END);
        }
    }

    @Test
    void tellsOfALastLineThatIsTooLong() throws IOException {
        assertThat(readAll(new StringReader("x".repeat(MAX + 1)))).containsExactly(Read.TOO_LONG, Read.END);
    }

    @Test
    void handsOutALineWithoutEndPieceByPiece() throws IOException {
        BoundedLines lines = new BoundedLines(new EndlessReader("x"), MAX);

        assertThat(lines.next()).isEqualTo(Read.TOO_LONG);
        for (int i = 0; i < 1_000; i++) {
            assertThat(lines.next()).isEqualTo(Read.REST_OF_LONG);
        }
    }
}
