package io.onesend.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FatalErrorReportTest {

    private static List<String> said(Throwable fatal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FatalErrorReport.print(fatal, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void sayWhatHappenedAndWhereAndHowItCameToThat() {
        List<String> said = said(new NoClassDefFoundError("picocli/CommandLine"));

        assertThat(said.get(0))
                .startsWith(
                        "ended by NoClassDefFoundError: picocli/CommandLine at io.onesend.host.FatalErrorReportTest.");
        assertThat(said.subList(1, said.size())).anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void areOneLineWhenMemoryRanOut() {
        assertThat(said(new OutOfMemoryError("Java heap space")))
                .singleElement()
                .asString()
                .startsWith("ended by OutOfMemoryError: Java heap space at ");
    }
}
