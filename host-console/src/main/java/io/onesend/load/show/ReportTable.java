package io.onesend.load.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of a report.
 *
 * @param headings of the columns; empty for none
 */
record ReportTable(String caption, List<String> headings, List<Row> rows) {

    /**
     * A row of a table.
     *
     * @param style a class of the page's style sheet, or empty
     */
    record Row(String style, String heading, List<String> cells) {}

    /** A table that has no rows yet. */
    static ReportTable of(String caption, String... headings) {
        return new ReportTable(caption, List.of(headings), new ArrayList<>());
    }

    void add(String style, String heading, String... cells) {
        rows.add(new Row(style, heading, Arrays.asList(cells)));
    }
}
