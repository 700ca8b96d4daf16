package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.load.LoadCount;
import io.onesend.load.show.browser.Browser;
import io.onesend.load.show.browser.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The report as a browser lays it out and paints it. */
class ReportPageIT {

    private static final int WIDE = 1_280;
    private static final int NARROW = 480;

    /** The least contrast that WCAG asks for between text and its background. */
    private static final double CONTRAST = 4.5;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final String RECTANGLE = "document.querySelector('%s').getBoundingClientRect().toJSON()";
    private static final String RECTANGLES =
            "[...document.querySelectorAll('%s')].map(line => line.getBoundingClientRect().toJSON())";

    private static final String TEXTS_OUTSIDE_THEIR_CHART = """
            [...document.querySelectorAll('svg text')].filter(text => {
              const own = text.getBoundingClientRect();
              const chart = text.ownerSVGElement.getBoundingClientRect();
              return own.left < chart.left || own.right > chart.right || own.top < chart.top || own.bottom > chart.bottom;
            }).map(text => text.ownerSVGElement.id + ': ' + text.textContent)""";

    private static final String TEXTS_OVER_EACH_OTHER = """
            [...document.querySelectorAll('svg')].flatMap(chart => {
              const boxes = [...chart.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
              return boxes.flatMap(([a, first], i) => boxes.slice(i + 1)
                .filter(([b, other]) => first.left < other.right && other.left < first.right
                  && first.top + 2 < other.bottom - 2 && other.top + 2 < first.bottom - 2)
                .map(([b, other]) => chart.id + ': ' + a + ' and ' + b));
            })""";

    private static final String CUT_OFF = """
            [...document.querySelectorAll('h1, p, dd, li, strong, span, th, .table')]
              .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline')
              .map(part => part.textContent)""";

    /** The contrast of every text with its background, by the formula of WCAG. */
    private static final String CONTRASTS = """
            (() => {
              const parse = colour => colour.match(/[\\d.]+/g).map(Number);
              const light = colour => {
                const [r, g, b] = parse(colour).slice(0, 3)
                  .map(part => part / 255)
                  .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = part => {
                for (let at = part; at; at = at.parentElement) {
                  const colour = getComputedStyle(at).backgroundColor;
                  const [, , , alpha = 1] = parse(colour);
                  if (alpha > 0) return colour;
                }
                return 'rgb(255, 255, 255)';
              };
              return [...document.querySelectorAll('h1, h2, p, dt, dd, li, strong, span, th, td, caption, svg text')]
                .filter(part => part.textContent.trim() !== '')
                .map(part => {
                  const style = getComputedStyle(part);
                  const text = light(part.ownerSVGElement ? style.fill : style.color);
                  const back = light(behind(part));
                  const contrast = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
                  return {text: part.textContent, contrast};
                });
            })()""";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path profile;

    private static Browser browser;

    @TempDir
    private Path folder;

    private Page page;

    @BeforeAll
    static void startBrowser() throws IOException {
        Optional<String> absence = Browser.absence();
        // Printed, because no report that people read has the reason of a failed assumption.
        absence.ifPresent(why -> System.err.println("skipped: " + why));
        assumeTrue(absence.isEmpty(), () -> absence.orElse(""));
        browser = Browser.start(profile);
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        page = browser.open();
        page.refuseScripts();
        page.resize(WIDE, 900);
    }

    private Path show(LoadResult result) throws IOException {
        Path file = Files.writeString(folder.resolve("보고서 report.html"), ReportPage.of(result));
        page.load(file);
        return file;
    }

    @Test
    void asksForNothingButItselfAndComplainsOfNothing() throws IOException {
        Path file = show(SampleRuns.chat(Map.of()));

        assertThat(page.evaluate("document.readyState").asString()).isEqualTo("complete");
        assertThat(page.evaluate("document.querySelectorAll('svg').length").asInt())
                .isEqualTo(6);
        assertThat(page.requests()).first().isEqualTo(file.toUri().toString());
        assertThat(page.requests()).allMatch(url -> url.equals(file.toUri().toString()) || url.startsWith("data:"));
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280,light", "1280,dark", "480,light", "480,dark", "320,light"})
    void fitsTheWindow(int width, String colours) throws IOException {
        page.resize(width, 900);
        page.prefer(colours);
        show(SampleRuns.chat(Map.of(LoadCount.LOST, 3L, LoadCount.REORDERED, 1L)));
        page.screenshot(Files.createDirectories(SCREENSHOTS).resolve("report-" + width + "-" + colours + ".png"));

        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                .isEqualTo(width);
        assertThat(strings(page.evaluate(TEXTS_OUTSIDE_THEIR_CHART))).isEmpty();
        assertThat(strings(page.evaluate(TEXTS_OVER_EACH_OTHER))).isEmpty();
        assertThat(strings(page.evaluate(CUT_OFF))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void drawsEveryLineInsideItsChart(int width) throws IOException {
        page.resize(width, 900);
        show(SampleRuns.chat(Map.of()));

        for (String id : List.of("throughput", "latency", "percentiles", "connections", "cpu", "memory")) {
            JsonNode chart = page.evaluate(RECTANGLE.formatted("#" + id));
            double chartWidth = chart.path("width").asDouble();
            assertThat(chartWidth).as(id).isBetween(width * 0.4, (double) width);
            JsonNode lines = page.evaluate(RECTANGLES.formatted("#" + id + " .line"));
            assertThat(lines.size()).as(id).isPositive();
            for (JsonNode line : lines) {
                assertThat(line.path("width").asDouble()).as(id).isGreaterThan(chartWidth * 0.75);
                assertThat(line.path("height").asDouble()).as(id).isPositive();
                assertThat(line.path("left").asDouble())
                        .as(id)
                        .isGreaterThan(chart.path("left").asDouble());
                assertThat(line.path("right").asDouble())
                        .as(id)
                        .isLessThan(chart.path("right").asDouble());
                assertThat(line.path("top").asDouble())
                        .as(id)
                        .isGreaterThanOrEqualTo(chart.path("top").asDouble());
                assertThat(line.path("bottom").asDouble())
                        .as(id)
                        .isLessThan(chart.path("bottom").asDouble());
            }
        }
    }

    @Test
    void marksWhereTheWarmUpAndTheWorkBeganAndEnded() throws IOException {
        show(SampleRuns.chat(Map.of()));

        assertThat(strings(page.evaluate(
                        "[...document.querySelectorAll('#throughput text')].map(text => text.textContent)")))
                .contains("ramp", "warm-up", "work", "end");
        JsonNode marks = page.evaluate(RECTANGLES.formatted("#throughput .moment"));
        JsonNode chart = page.evaluate(RECTANGLE.formatted("#throughput"));
        assertThat(marks.size()).isEqualTo(4);
        double place = marks.get(2).path("left").asDouble() - chart.path("left").asDouble();
        double ofTheChart = 20.25 / 60.25 * 458 / 560 + 72.0 / 560;
        assertThat(place / chart.path("width").asDouble()).isCloseTo(ofTheChart, within(0.01));
        assertThat(page.evaluate("document.querySelectorAll('#percentiles .moment').length")
                        .asInt())
                .isZero();
    }

    @Test
    void saysWhatWasMixedWhereAndWhatWentWrong() throws IOException {
        show(SampleRuns.chat(Map.of(LoadCount.LOST, 3L)));

        assertThat(tables())
                .contains("Mix|chat|1,000|25, senders in each: 4|2,000/s|32 to 200")
                .contains("Machine of the load tool|kernel|Linux 6.12.48+deb13-cloud-amd64")
                .contains("Machine of the load tool|transport of the clients|epoll")
                .contains("What went wrong|chat refused: <b>63</b>|3")
                .contains("Time|work|39 s|20 s")
                .contains("Latency|50 %|351 µs|2.00 ms|310 ms");
    }

    /** For each row, the caption of its table and its cells. */
    private List<String> tables() {
        return strings(page.evaluate("""
                [...document.querySelectorAll('tbody tr')].map(row => [row.closest('table').caption, ...row.cells]
                  .map(cell => cell.textContent).join('|'))"""));
    }

    @Test
    void putsTheSlowAboveTheUsual() throws IOException {
        show(SampleRuns.chat(Map.of()));

        JsonNode lines = page.evaluate(RECTANGLES.formatted("#latency .line"));

        // Drawn from the last to the first, so that the first lies on top: max, p99, p50.
        assertThat(lines.size()).isEqualTo(3);
        assertThat(lines.get(0).path("top").asDouble())
                .isLessThan(lines.get(1).path("top").asDouble());
        assertThat(lines.get(1).path("bottom").asDouble())
                .isLessThan(lines.get(2).path("top").asDouble());
    }

    @Test
    void tellsTheValuesUnderThePointer() throws IOException {
        show(SampleRuns.chat(Map.of()));

        String tooltip = page.evaluate("""
                (() => {
                  const chart = document.querySelector('#latency');
                  chart.scrollIntoView();
                  const box = chart.getBoundingClientRect();
                  return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2).textContent;
                })()""").asString();

        assertThat(tooltip).matches("(?s)\\d+ s\np50: [\\d.]+ µs\np99: [\\d.]+ (µs|ms)\nmax: [\\d.]+ (µs|ms)");
    }

    @Test
    void takesTheOptionsForTextWhateverTheyAre() throws IOException {
        show(SampleRuns.chat(Map.of()));

        assertThat(page.evaluate("document.scripts.length").asInt()).isZero();
        assertThat(page.evaluate("document.title").asString()).isEqualTo("Load: chat on 127.0.0.1:11021");
        assertThat(page.evaluate("document.querySelector('.options div:last-child dd').textContent")
                        .asString())
                .isEqualTo(SampleRuns.description().options().get("users"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void canBeReadInTheColoursOfTheSystem(String colours) throws IOException {
        page.prefer(colours);
        show(SampleRuns.chat(Map.of(LoadCount.LOST, 3L)));

        JsonNode contrasts = page.evaluate(CONTRASTS);
        List<String> faint = new ArrayList<>();
        for (JsonNode text : contrasts) {
            if (text.path("contrast").asDouble() < CONTRAST) {
                faint.add(text.toString());
            }
        }
        assertThat(contrasts.size()).isGreaterThan(50);
        assertThat(faint).isEmpty();
        boolean dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
                .asString()
                .equals("rgb(18, 22, 27)");
        assertThat(dark).isEqualTo(colours.equals("dark"));
    }

    @Test
    void showsWhatIsWrongInRed() throws IOException {
        show(SampleRuns.chat(Map.of(LoadCount.LOST, 3L)));

        assertThat(strings(
                        page.evaluate("[...document.querySelectorAll('tr.wrong th')].map(cell => cell.textContent)")))
                .containsExactly("✗ lost");
        assertThat(page.evaluate("document.querySelector('.verdict').textContent")
                        .asString())
                .contains("3 things went wrong: lost 3.");
        assertThat(page.evaluate("getComputedStyle(document.querySelector('tr.wrong th')).color")
                        .asString())
                .isEqualTo("rgb(161, 26, 19)");
    }

    @Test
    void leavesOutWhatIsNotKnown() throws IOException {
        show(SampleRuns.connectionsElsewhere());

        assertThat(strings(page.evaluate("[...document.querySelectorAll('svg')].map(chart => chart.id)")))
                .containsExactly("throughput", "connections");
        assertThat(page.evaluate("document.body.innerText").asString())
                .contains("Nothing went wrong.", "stopped before its time")
                .doesNotContain("NaN", "null", "Processes", "p99");
        assertThat(page.complaints()).isEmpty();
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(value -> strings.add(value.asString()));
        return strings;
    }
}
