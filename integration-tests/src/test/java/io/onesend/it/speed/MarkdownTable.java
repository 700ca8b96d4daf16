package io.onesend.it.speed;

import java.util.List;
import java.util.stream.IntStream;

/** Lays out a table of Markdown so that its columns line up also where nothing renders it. */
public final class MarkdownTable {

    private MarkdownTable() {}

    /**
     * The lines of a table.
     *
     * @param rows the first has the titles; the first column has names, to the left, the others figures, to the right
     */
    public static String of(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        StringBuilder text = new StringBuilder();
        line(text, rows.get(0), widths);
        for (int column = 0; column < widths.length; column++) {
            String rule = "-".repeat(widths[column] + 1);
            text.append(column == 0 ? "|-" + rule + "|" : rule + ":|");
        }
        text.append('\n');
        rows.subList(1, rows.size()).forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String space = " ".repeat(widths[column] - cell.length());
            text.append(column == 0 ? "| " + cell + space : " | " + space + cell);
        }
        text.append(" |\n");
    }
}
