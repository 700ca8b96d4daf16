package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {

    private static final ValueType<Duration> DURATION = Numbers.duration(Duration.ZERO, Duration.ofHours(1000));
    private static final ValueType<Long> SIZE = Numbers.size(0, Long.MAX_VALUE - 1);

    @ParameterizedTest
    @CsvSource({
        "0,0,0",
        "0s,0,0",
        "250ms,250,250ms",
        "30s,30000,30s",
        "60s,60000,1m",
        "5m,300000,5m",
        "90m,5400000,90m",
        "1h,3600000,1h",
        "1500ms,1500,1500ms"
    })
    void readsDurationsAndWritesThemShortest(String text, long millis, String shortest) throws InvalidValueException {
        assertThat(DURATION.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(DURATION.format(Duration.ofMillis(millis))).isEqualTo(shortest);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0",
        "1,1,1",
        "1024,1024,1KiB",
        "64KiB,65536,64KiB",
        "1MiB,1048576,1MiB",
        "3GiB,3221225472,3GiB",
        "1500,1500,1500"
    })
    void readsSizesAndWritesThemShortest(String text, long bytes, String shortest) throws InvalidValueException {
        assertThat(SIZE.parse(text)).isEqualTo(bytes);
        assertThat(SIZE.format(bytes)).isEqualTo(shortest);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "4096,4096", "4KiB,4096", "65535,65535"})
    void readsBytesWithAUnitTooAndWritesThemAsANumber(String text, int bytes) throws InvalidValueException {
        ValueType<Integer> type = Numbers.bytes(0, 65_535);

        assertThat(type.parse(text)).isEqualTo(bytes);
        assertThat(type.format(bytes)).isEqualTo(Integer.toString(bytes));
    }

    @ParameterizedTest
    @CsvSource({"5", "s", "1d", "-1s", "1.5s", "1 s", "1S"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> DURATION.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("is not a duration");
    }

    @ParameterizedTest
    @CsvSource({"1kb", "1KB", "KiB", "-1", "1.5MiB", "1 MiB"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> SIZE.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("is not a size");
    }

    @ParameterizedTest
    @CsvSource({"99999999999999h", "9999999999999999999999ms"})
    void refusesDurationsThatOverflow(String text) {
        assertThatThrownBy(() -> DURATION.parse(text)).hasMessageContaining("is out of range");
    }

    @Test
    void refusesSizesThatOverflow() {
        assertThatThrownBy(() -> SIZE.parse("9999999999999GiB")).hasMessageContaining("is out of range");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://h, redis://h",
        "redis://:pw@h:1/2, redis://:***@h:1/2",
        "redis://user:p$w@h, redis://user:***@h",
        "rediss://$1:pw@h, rediss://$1:***@h",
        "redis://pw@h, redis://***@h",
        "'redis-sentinel://:pw@h1:26379,h2/0#main', 'redis-sentinel://:***@h1:26379,h2/0#main'",
        "rediss-sentinel://h#main, rediss-sentinel://h#main",
        "embedded, embedded"
    })
    void masksThePasswordOfAnAddress(String uri, String masked) throws InvalidValueException {
        ValueType<String> type = Texts.redisUri();

        assertThat(type.masked(type.parse(uri))).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis-sentinel://h", "redis-sentinel://#main", "redis-sentinel://h,#main", "sentinel://h#main"})
    void refusesWhatIsNoAddressOfSentinel(String uri) {
        assertThatThrownBy(() -> Texts.redisUri().parse(uri))
                .hasMessageContaining("is neither 'embedded' nor an address");
    }

    @ParameterizedTest
    @CsvSource({"port,prot,1", "port,port,0", "port,ports,1", "port,pot,1", "port,cart,2", "a,'',1"})
    void countsSlipsBetweenNames(String left, String right, int distance) {
        assertThat(NearMiss.distance(left, right)).isEqualTo(distance);
        assertThat(NearMiss.distance(right, left)).isEqualTo(distance);
    }
}
