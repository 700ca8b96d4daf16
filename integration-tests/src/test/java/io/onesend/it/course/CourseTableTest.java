package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the README's table of the course's steps with the tests of this package: every row links to the test of its step. */
class CourseTableTest {

    private static final Path ROOT = Path.of(System.getProperty("onesend.root", ".."));
    private static final Path FOLDER = Path.of("integration-tests/src/test/java/io/onesend/it/course");
    private static final String HEADING = "## The steps of the course\n";

    /** A row: the step's number, and where its first cell links to. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[(\\d+) [^]]+]\\(([^)]+)\\) \\|");

    /** A class by its whole name, in a comment. */
    private static final Pattern CLASS_LINK = Pattern.compile("\\{@link (io\\.onesend[\\w.]+)");

    private static List<MatchResult> rows() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertThat(readme).contains(HEADING);
        String section = readme.substring(readme.indexOf(HEADING) + HEADING.length());
        return ROW.matcher(section.split("\n## ", 2)[0]).results().toList();
    }

    @Test
    void everyStepHasItsRowAndTheTenthOneForEachOfItsSixPoints() throws IOException {
        assertThat(rows().stream().map(row -> Integer.parseInt(row.group(1))))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10, 11);
    }

    @Test
    void everyRowLinksToATestOfItsStep() throws IOException {
        for (MatchResult row : rows()) {
            Path test = Path.of(row.group(2));
            assertThat(ROOT.resolve(test)).isRegularFile();
            assertThat(test.getFileName().toString())
                    .startsWith(String.format("Step%02d", Integer.parseInt(row.group(1))));
        }
    }

    @Test
    void everyTestOfAStepIsLinkedOnce() throws IOException {
        assertThat(rows().stream().map(row -> Path.of(row.group(2)))).containsExactlyInAnyOrderElementsOf(steps());
    }

    /** The compiler looks at imports only, and the build makes no Javadoc of tests. */
    @Test
    void theClassesThatAStepSendsItsReaderToAreThere() throws IOException, ClassNotFoundException {
        for (Path step : steps()) {
            String source = Files.readString(ROOT.resolve(step));
            assertThat(source).contains("<p>To read: ");
            for (MatchResult link : CLASS_LINK.matcher(source).results().toList()) {
                Class.forName(link.group(1), false, getClass().getClassLoader());
            }
        }
    }

    private static List<Path> steps() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(FOLDER))) {
            return files.map(file -> FOLDER.resolve(file.getFileName()))
                    .filter(file -> file.getFileName().toString().startsWith("Step"))
                    .toList();
        }
    }
}
