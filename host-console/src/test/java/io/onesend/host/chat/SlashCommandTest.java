package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlashCommandTest {

    @Test
    void areThoseOfTheReadmeWithTheirHelp() throws IOException {
        List<String> documented = Readme.of("host-console").table("| in the chat | does |").stream()
                .map(row -> row.get(0).replace("`", "") + " " + row.get(1))
                .toList();

        assertThat(SlashCommand.helpLines()
                        .map(line -> line.substring(2).replaceAll(" +", " "))
                        .filter(line -> line.startsWith("/")))
                .containsExactlyElementsOf(documented);
    }
}
