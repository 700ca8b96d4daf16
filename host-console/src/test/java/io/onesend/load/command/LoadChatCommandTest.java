package io.onesend.load.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.config.ConfigLoader;
import io.onesend.host.config.ConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadChatCommandTest {

    @Test
    void aSenderStaysBelowWhatAServerAllowsByDefault(@TempDir Path empty) {
        int allowed = ConfigLoader.load(new ConfigSource(null, empty, Map.of(), List.of()))
                .config()
                .chat()
                .rate()
                .messagesPerSecond();

        assertThat(LoadChatCommand.DEFAULT_RATE_OF_A_SENDER).isPositive().isLessThan(allowed);
    }
}
