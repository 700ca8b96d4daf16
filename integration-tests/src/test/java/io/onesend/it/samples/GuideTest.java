package io.onesend.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide's Java is either a whole program, which {@code ReadmeIT} runs, or pieces of the sample that it links to. */
class GuideTest {

    private static final Path FOLDER = Readme.root().resolve("network-core");

    private static final Pattern JAVA = Pattern.compile("(?m)^(.*)\n\n```java\n([^`]*)```");

    /** The last link of the line above. */
    private static final Pattern SAMPLE = Pattern.compile("\\[\\w+]\\((\\S+/samples/\\w+\\.java)\\):$");

    /** Stands for lines of the sample that are left out. */
    private static final String LEFT_OUT = "…";

    @Test
    void everyPieceOfCodeIsAsItsSampleHasIt() throws IOException {
        List<String> wrong = new ArrayList<>();
        int pieces = 0;
        for (MatchResult block : blocks(Readme.of("network-core").text())) {
            List<MatchResult> links = SAMPLE.matcher(block.group(1)).results().toList();
            if (links.isEmpty()) {
                assertThat(block.group(2)).as("code without a sample").contains("public static void main");
                continue;
            }
            List<String> sample =
                    lines(Files.readString(FOLDER.resolve(links.get(0).group(1))));
            for (String piece : block.group(2).split("(?m)^ *" + LEFT_OUT + "\n")) {
                pieces++;
                if (Collections.indexOfSubList(sample, lines(piece)) < 0) {
                    wrong.add(links.get(0).group(1) + " has not:\n" + piece);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(pieces).isGreaterThan(8);
    }

    private static List<MatchResult> blocks(String page) {
        return JAVA.matcher(page).results().toList();
    }

    /** Without their indentation, and without empty ones at the ends. */
    private static List<String> lines(String text) {
        return Arrays.stream(text.strip().split("\n")).map(String::strip).toList();
    }
}
