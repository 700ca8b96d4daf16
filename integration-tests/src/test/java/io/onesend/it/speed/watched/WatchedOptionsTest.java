package io.onesend.it.speed.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.it.speed.Work;
import io.onesend.it.speed.cluster.Pace;
import io.onesend.network.Transport;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WatchedOptionsTest {

    @Test
    void theProfileComparesAtGivenPaces() {
        WatchedOptions options = WatchedOptions.of(new Properties());

        assertThat(options.paces()).containsExactly(new Pace(0), new Pace(20_000));
        assertThat(options.work()).isEqualTo(Work.of("25x40"));
        assertThat(options.transports()).containsExactly(Transport.EPOLL, Transport.IO_URING);
    }

    @Test
    void propertiesChooseOtherwise() {
        Properties properties = new Properties();
        properties.setProperty("watched.pace", "saturated,300000");
        properties.setProperty("watched.rounds", "3");

        WatchedOptions options = WatchedOptions.of(properties);

        assertThat(options.paces()).containsExactly(new Pace(0), new Pace(300_000));
        assertThat(options.rounds()).isEqualTo(3);
    }

    @Test
    void aWrongPaceIsNamed() {
        Properties properties = new Properties();
        properties.setProperty("watched.pace", "fast");

        assertThatThrownBy(() -> WatchedOptions.of(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("watched.pace is not a pace: 'fast'");
    }
}
