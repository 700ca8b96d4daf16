package io.onesend.it.speed.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onesend.it.speed.Work;
import io.onesend.it.speed.doors.DoorSystem.Kind;
import io.onesend.network.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the settings of the profile {@code doors}. */
class DoorsOptionsTest {

    private static DoorsOptions of(String... settings) {
        Properties properties = new Properties();
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            properties.setProperty("doors." + pair[0], pair[1]);
        }
        return DoorsOptions.of(properties);
    }

    @Test
    void haveDefaults() {
        assertThat(of("before="))
                .isEqualTo(new DoorsOptions(
                        5,
                        3,
                        8,
                        5_000,
                        2_000,
                        Work.of("25x40"),
                        List.of(Kind.values()),
                        List.of(Transport.EPOLL, Transport.IO_URING),
                        null));
    }

    @Test
    void areWhatWasSet(@TempDir Path folder) throws IOException {
        Path jar = Files.createFile(folder.resolve("before.jar"));
        assertThat(of(
                        "rounds=1",
                        "seconds=2",
                        "warmup=3",
                        "connects=4",
                        "sessions=5",
                        "work=1x1000",
                        "systems=plain,websocket",
                        "transports=nio",
                        "before=" + jar))
                .isEqualTo(new DoorsOptions(
                        1,
                        2,
                        3,
                        4,
                        5,
                        Work.of("1x1000"),
                        List.of(Kind.PLAIN, Kind.WEBSOCKET),
                        List.of(Transport.NIO),
                        jar));
    }

    @Test
    void refuseWhatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> of("rounds=0")).withMessageContaining("doors.rounds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("transports=pigeon"))
                .withMessageContaining("doors.transports is not a transport: 'pigeon'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("systems=window"))
                .withMessage(
                        "doors.systems is not a system: 'window'; there are before, plain, front, websocket, tls, openssl, netty, node");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("before=no.jar"))
                .withMessageContaining("no.jar");
    }
}
