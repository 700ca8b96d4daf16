package io.onesend.load.dummy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.LoadPlan;
import io.onesend.load.LoadScheme;
import io.onesend.load.LoadTiming;
import io.onesend.load.LoadUser;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeededUsersTest {

    @ParameterizedTest
    @CsvSource({
        "PASSWORD, load-, 0, load-00000, pw00000",
        "PLAINTEXT, 부하-, 12, 부하-00012, pw00012",
        "TOKEN, load-, 123456, load-123456, tok-load-123456"
    })
    void aDummyLogsInAsTheUserThatIsSeeded(LoadScheme scheme, String prefix, int number, String id, String secret) {
        LoadTiming timing = new LoadTiming(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO);
        LoadPlan plan =
                new LoadPlan(InetSocketAddress.createUnresolved("h", 1), 1, timing, 1, prefix, scheme, 1, List.of());

        LoadUser seeded = LoadUser.of(scheme, prefix, number);

        assertThat(seeded).isEqualTo(new LoadUser(id, secret));
        assertThat(UserPool.login(plan, number).userId()).isEqualTo(seeded.id());
        assertThat(UserPool.login(plan, number).password()).isEqualTo(seeded.secret());
    }
}
