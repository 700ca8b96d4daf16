package io.onesend.it.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.Transport;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonOptionsTest {

    private static Properties properties(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty("comparison." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    @Test
    void withoutAnyTheyAreThoseOfTheIssue() {
        assertThat(ComparisonOptions.of("comparison.", properties()))
                .isEqualTo(new ComparisonOptions(
                        3,
                        5,
                        8,
                        List.of(new Work(25, 40, 4, 4)),
                        List.of(Transport.EPOLL, Transport.IO_URING, Transport.NIO)));
    }

    @Test
    void worksAreRoomsTimesMembersOrOneMessageAtATime() {
        List<Work> works = ComparisonOptions.of(
                        "comparison.", properties("works", "1x1000,250x4,9x2,one-at-a-time,25x40x10"))
                .works();

        assertThat(works)
                .containsExactly(
                        new Work(1, 1000, 4, 4),
                        new Work(250, 4, 4, 4),
                        new Work(9, 2, 2, 4),
                        new Work(1, 40, 1, 1),
                        new Work(25, 40, 10, 4));
        assertThat(works.get(3))
                .hasToString("1 room of 40, 64-byte text, 1 sender a room with 1 message under way each");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rounds     | 0          | comparison.rounds is 1 to 3600, not '0'
                    seconds    | many       | comparison.seconds is 1 to 3600, not 'many'
                    warmup     | 3601       | comparison.warmup is 1 to 3600, not '3601'
                    works      | 25x        | comparison.works is not a work: '25x'
                    works      | 25x40,     | comparison.works is not a work: ''
                    transports | epoll,rdma | comparison.transports is not a transport: 'rdma'
                    """)
    void aWrongOneIsNamed(String key, String value, String words) {
        assertThatThrownBy(() -> ComparisonOptions.of("comparison.", properties(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }
}
