package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlashCommandTest {

    private static final Path README =
            Path.of(System.getProperty("onesend.root", "..")).resolve("README.md");

    @ParameterizedTest
    @EnumSource(SlashCommand.class)
    void isInTheHelpAndInTheReadme(SlashCommand command) throws IOException {
        assertThat(SlashCommand.helpLines()).anyMatch(line -> line.startsWith("* " + command.word() + " "));
        assertThat(Files.readString(README)).contains("`" + command.word());
    }
}
