package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartedPartsTest {

    private final List<String> stopped = new ArrayList<>();
    private final StartedParts parts = new StartedParts();

    @Test
    void stopsInReverse() {
        parts.add("a", () -> stopped.add("a"));
        parts.add("b", () -> stopped.add("b"));

        parts.close();

        assertThat(stopped).containsExactly("b", "a");
    }

    @Test
    void stopsTheOthersWhenOneFailsTo() {
        parts.add("a", () -> stopped.add("a"));
        parts.add("b", () -> {
            throw new IllegalStateException("as the test wants it");
        });
        parts.add("c", () -> stopped.add("c"));

        parts.close();

        assertThat(stopped).containsExactly("c", "a");
    }

    @Test
    void stopsEachOnce() {
        parts.add("a", () -> stopped.add("a"));

        parts.close();
        parts.close();

        assertThat(stopped).containsExactly("a");
    }
}
