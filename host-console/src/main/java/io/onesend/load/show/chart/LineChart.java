package io.onesend.load.show.chart;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * A chart of lines over one axis, as an SVG element that scales with the page.
 *
 * @param id unique in its page
 * @param description for readers who do not see the chart
 * @param places the position on the x axis of each value of a series, ascending
 * @param filled whether the area below the first series is filled; only right for an axis that starts at 0
 */
public record LineChart(
        String id,
        String title,
        String description,
        Axis x,
        Axis y,
        List<Double> places,
        List<Series> series,
        boolean filled) {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 300;
    private static final int LEFT = 72;
    private static final int RIGHT = WIDTH - 30;
    private static final int TOP = 32;
    private static final int BOTTOM = HEIGHT - 48;

    /** The labels of nearer marks would overlap. */
    private static final int BETWEEN_MARKS = 34;

    /** About as wide as a letter is, and how far a label stays from its line and from another label. */
    private static final double LETTER = 8.5;

    private static final int GAP = 4;

    public LineChart {
        series = series.stream().filter(line -> !line.isEmpty()).toList();
    }

    public boolean isEmpty() {
        return places.isEmpty() || series.isEmpty();
    }

    public String svg() {
        Formatter svg = new Formatter(Locale.ROOT);
        svg.format(
                "<svg id=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\">\n",
                id, WIDTH, HEIGHT, id, id);
        svg.format("<title id=\"%s-title\">%s</title>\n", id, Markup.escape(title));
        svg.format("<desc id=\"%s-desc\">%s</desc>\n", id, Markup.escape(description));
        drawY(svg);
        drawX(svg);
        drawMoments(svg);
        for (int i = series.size() - 1; i >= 0; i--) {
            draw(svg, series.get(i), i);
        }
        drawTooltips(svg);
        return svg.format("</svg>\n").toString();
    }

    private void drawY(Formatter svg) {
        for (Scale.Mark mark : y.scale().marks()) {
            double at = fromBottom(mark.position());
            svg.format("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, at, RIGHT);
            svg.format("<text class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>\n", LEFT - 7, at + 4, escape(mark.label()));
        }
        if (!y.name().isEmpty()) {
            svg.format("<text x=\"6\" y=\"15\">%s</text>\n", escape(y.name()));
        }
    }

    private void drawX(Formatter svg) {
        svg.format("<path class=\"axis\" d=\"M%d %dH%d\"/>\n", LEFT, BOTTOM, RIGHT);
        double last = -BETWEEN_MARKS;
        for (Scale.Mark mark : x.scale().marks()) {
            double at = fromLeft(mark.position());
            svg.format("<path class=\"axis\" d=\"M%.1f %dv4\"/>", at, BOTTOM);
            if (at - last >= BETWEEN_MARKS) {
                svg.format("<text class=\"mid\" x=\"%.1f\" y=\"%d\">", at, BOTTOM + 18);
                svg.format("%s</text>\n", escape(mark.label()));
                last = at;
            }
        }
        svg.format("<text class=\"name\" x=\"%d\" y=\"%d\">", (LEFT + RIGHT) / 2, HEIGHT - 8);
        svg.format("%s</text>\n", escape(x.name()));
    }

    /** Draws a line for each moment, and its label above the chart if there is room for it. */
    private void drawMoments(Formatter svg) {
        double free = LEFT;
        for (TimeMark moment : x.moments()) {
            double at = fromLeft(x.scale().at(moment.at()));
            svg.format("<path class=\"moment\" d=\"M%.1f %dV%d\"/>\n", at, TOP - GAP, BOTTOM);
            double width = moment.label().length() * LETTER;
            boolean fits = at + GAP + width <= WIDTH;
            double from = fits ? at + GAP : at - GAP - width;
            if (from >= free) {
                svg.format("<text class=\"%s\" x=\"%.1f\" ", fits ? "start" : "end", fits ? at + GAP : at - GAP);
                svg.format("y=\"%d\">%s</text>\n", TOP - GAP, escape(moment.label()));
                free = from + width + GAP;
            }
        }
    }

    private void draw(Formatter svg, Series line, int number) {
        if (filled && number == 0) {
            svg.format("<path class=\"area\" d=\"%s\"/>\n", path(line.values(), true));
        }
        svg.format("<path class=\"line %s\" d=\"%s\"/>\n", line.style(number), path(line.values(), false));
    }

    /** A point between two gaps is a line of no length; its round ends make it a dot. */
    private String path(List<Double> values, boolean closed) {
        Formatter path = new Formatter(Locale.ROOT);
        double begun = Double.NaN;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (Double.isNaN(value)) {
                end(path, begun, closed);
                begun = Double.NaN;
                continue;
            }
            double at = fromLeft(x.scale().at(places.get(i)));
            path.format(
                    "%s%.1f %.1f",
                    Double.isNaN(begun) ? "M" : "L", at, fromBottom(y.scale().at(value)));
            begun = Double.isNaN(begun) ? at : begun;
        }
        end(path, begun, closed);
        return path.toString();
    }

    private static void end(Formatter path, double begun, boolean closed) {
        if (Double.isNaN(begun)) {
            return;
        }
        if (closed) {
            path.format("V%dH%.1fZ", BOTTOM, begun);
        } else {
            path.format("h0");
        }
    }

    /** Draws a column for each place, from halfway to the previous place to halfway to the next. */
    private void drawTooltips(Formatter svg) {
        double from = LEFT;
        for (int i = 0; i < places.size(); i++) {
            double at = fromLeft(x.scale().at(places.get(i)));
            double to =
                    i + 1 == places.size() ? RIGHT : (at + fromLeft(x.scale().at(places.get(i + 1)))) / 2;
            if (to > from) {
                svg.format("<rect class=\"hit\" x=\"%.1f\" y=\"%d\" width=\"%.2f\" ", from, TOP, to - from);
                svg.format("height=\"%d\"><title>%s</title></rect>\n", BOTTOM - TOP, escape(tooltip(i)));
            }
            from = Math.max(from, to);
        }
    }

    private String tooltip(int place) {
        StringBuilder text = new StringBuilder(x.words().apply(places.get(place)));
        for (Series line : series) {
            double value = line.values().get(place);
            text.append('\n').append(line.name()).append(": ");
            text.append(Double.isNaN(value) ? "none" : y.words().apply(value));
        }
        return text.toString();
    }

    private static double fromLeft(double position) {
        return LEFT + position * (RIGHT - LEFT);
    }

    private static double fromBottom(double position) {
        return BOTTOM - position * (BOTTOM - TOP);
    }

    private static String escape(String text) {
        return Markup.escape(text);
    }
}
