package io.onesend.it.speed.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.it.speed.Work;
import io.onesend.it.speed.cluster.Pace;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PairsOptionsTest {

    private final Properties properties = new Properties();

    @Test
    void withoutAnotherJarTheTwoAreOfOneProcess() {
        PairsOptions options = PairsOptions.of(properties);

        assertThat(options.before()).isNull();
        assertThat(options.processes() * options.entries() * options.rounds()).isGreaterThanOrEqualTo(40);
        assertThat(options.pace()).isEqualTo(new Pace(0));
    }

    @Test
    void propertiesChooseOtherwise() {
        properties.setProperty("pairs.millis", "800");
        properties.setProperty("pairs.work", "1x1000");
        properties.setProperty("pairs.pace", "400000");

        PairsOptions options = PairsOptions.of(properties);

        assertThat(options.run()).isEqualTo(Duration.ofMillis(800));
        assertThat(options.work()).isEqualTo(Work.of("1x1000"));
        assertThat(options.pace()).isEqualTo(new Pace(400_000));
    }

    @Test
    void aMissingJarIsNamed() {
        properties.setProperty("pairs.before", "no-such.jar");

        assertThatThrownBy(() -> PairsOptions.of(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pairs.before is not a file");
    }
}
