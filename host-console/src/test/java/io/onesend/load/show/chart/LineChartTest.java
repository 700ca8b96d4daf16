package io.onesend.load.show.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LineChartTest {

    private static final double NONE = Double.NaN;

    @Test
    void isWellFormedWhateverTheNames() throws Exception {
        Element svg = parse(chart("<b> & \"처리량\"\u0007", List.of(1.0, 2.0, 3.0)));

        assertThat(texts(svg, "title").get(0)).isEqualTo("<b> & \"처리량\"\ufffd");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("id-title id-desc");
        assertThat(texts(svg, "desc")).containsExactly("what <it> shows");
    }

    @Test
    void drawsFromTheLowerLeftToTheUpperRight() throws Exception {
        assertThat(line(chart("t", List.of(0.0, 5.0, 10.0)))).isEqualTo("M72.0 252.0L301.0 142.0L530.0 32.0h0");
    }

    @Test
    void leavesAGapWhereThereIsNoValueAndMakesALonePointADot() throws Exception {
        assertThat(line(chart("t", List.of(0.0, NONE, 10.0)))).isEqualTo("M72.0 252.0h0M530.0 32.0h0");
        assertThat(line(chart("t", List.of(NONE, 10.0, 10.0)))).isEqualTo("M301.0 32.0L530.0 32.0h0");
    }

    @Test
    void fillsDownToTheAxisBetweenGaps() throws Exception {
        assertThat(path(chart("t", List.of(5.0, 10.0, NONE)), "area")).isEqualTo("M72.0 142.0L301.0 32.0V252H72.0Z");
    }

    @Test
    void tellsEveryValueOfAPlace() throws Exception {
        assertThat(texts(parse(chart("t", List.of(1.0, NONE, 3.0))), "title"))
                .containsExactly("t", "0.0 s\na: 1.0 B", "1.0 s\na: none", "2.0 s\na: 3.0 B");
    }

    @Test
    void crossesTheChartAtItsMomentsAndLabelsThoseWithRoomForIt() throws Exception {
        List<TimeMark> moments = List.of(
                new TimeMark(0.5, "warm-up"),
                new TimeMark(0.55, "too near"),
                new TimeMark(1, "work"),
                new TimeMark(2, "end"));
        Axis x = new Axis("time", new TimeScale(2, Double::toString), value -> value + " s", moments);
        Axis y = new Axis("size", new LinearScale(10, Double::toString), value -> value + " B");
        Element svg = parse(new LineChart(
                "id", "t", "what it shows", x, y, List.of(0.0), List.of(new Series("a", List.of(1.0))), true));

        NodeList paths = svg.getElementsByTagName("path");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            if (path.getAttribute("class").equals("moment")) {
                lines.add(path.getAttribute("d"));
            }
        }
        assertThat(lines).containsExactly("M186.5 28V252", "M198.0 28V252", "M301.0 28V252", "M530.0 28V252");
        assertThat(texts(svg, "text")).contains("warm-up", "work", "end").doesNotContain("too near");
    }

    @Test
    void isEmptyWithoutAValue() {
        assertThat(chart("t", List.of(NONE, NONE, NONE)).isEmpty()).isTrue();
        assertThat(chart("t", List.of(NONE, NONE, 0.0)).isEmpty()).isFalse();
    }

    private static LineChart chart(String title, List<Double> values) {
        Axis x = new Axis("time", new TimeScale(2, Double::toString), value -> value + " s");
        Axis y = new Axis("size", new LinearScale(10, Double::toString), value -> value + " B");
        List<Series> series = List.of(new Series("a", values));
        return new LineChart("id", title, "what <it> shows", x, y, List.of(0.0, 1.0, 2.0), series, true);
    }

    private static String line(LineChart chart) throws Exception {
        return path(chart, "line s0");
    }

    private static String path(LineChart chart, String style) throws Exception {
        NodeList paths = parse(chart).getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            if (path.getAttribute("class").equals(style)) {
                return path.getAttribute("d");
            }
        }
        throw new AssertionError("no path of class " + style);
    }

    private static List<String> texts(Element svg, String name) {
        List<String> texts = new ArrayList<>();
        NodeList elements = svg.getElementsByTagName(name);
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }

    private static Element parse(LineChart chart) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())))
                .getDocumentElement();
    }
}
