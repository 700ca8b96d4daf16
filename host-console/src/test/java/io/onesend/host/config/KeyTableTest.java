package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    private static final String HEAD = "| key | default | meaning |";

    @Test
    void theReadmeHasEveryKeyWithItsDefaultAndItsMeaning() throws IOException {
        List<List<String>> table = Readme.of("host-console").table(HEAD);

        assertThat(table)
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(Keys.ALL.stream()
                        .map(key -> "`" + key.path() + "` `"
                                + shown(Setting.byDefault(key).text()) + "`")
                        .toList());
        List<String> meanings = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            String comment = String.join(" ", Effects.comment(Keys.ALL.get(i)));
            String meaning = table.get(i).get(2);
            // Where the file needs no comment, the page has words of its own.
            boolean isOwn = Keys.ALL.get(i).comment().isEmpty() && meaning.startsWith(comment);
            meanings.add(isOwn ? meaning : comment);
        }
        assertThat(table).extracting(row -> row.get(2)).isEqualTo(meanings).doesNotContain("");
    }

    /** As the file has it. */
    private static String shown(String value) {
        return value.isEmpty() ? "\"\"" : value;
    }
}
