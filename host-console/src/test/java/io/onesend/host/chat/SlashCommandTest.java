package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlashCommandTest {

    @ParameterizedTest
    @EnumSource(SlashCommand.class)
    void isInTheHelpAndInTheReadme(SlashCommand command) throws IOException {
        assertThat(SlashCommand.helpLines()).anyMatch(line -> line.startsWith("* " + command.word() + " "));
        assertThat(Readme.front().text()).contains("`" + command.word());
    }
}
