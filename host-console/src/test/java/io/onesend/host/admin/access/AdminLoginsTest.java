package io.onesend.host.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.admin.access.AdminLogins.Opened;
import io.onesend.host.tokens.AdminToken;
import io.onesend.host.tokens.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdminLoginsTest {

    private static final AdminToken KIM = TestTokens.of("kim", true, "0123456789abcdef");

    private long now = -5;
    private final AdminLogins logins = new AdminLogins(() -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aLoginIsFoundByItsCookieAlone() {
        Opened first = logins.open(KIM);
        Opened second = logins.open(KIM);

        assertThat(first.cookie()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(second.cookie());
        assertThat(logins.use(first.cookie()))
                .map(AdminLogins.Login::csrf)
                .hasValue(first.login().csrf());
        assertThat(first.login().hasCsrf(second.login().csrf())).isFalse();
        assertThat(logins.use(first.cookie().substring(1))).isEmpty();
        assertThat(logins.use("")).isEmpty();
    }

    @Test
    void aLoginWithoutUseEndsAfterHalfAnHour() {
        Opened used = logins.open(KIM);
        Opened idle = logins.open(KIM);
        pass(Duration.ofMinutes(20));
        assertThat(logins.use(used.cookie())).isPresent();
        pass(Duration.ofMinutes(11));

        assertThat(logins.use(used.cookie())).isPresent();
        assertThat(logins.use(idle.cookie())).isEmpty();
    }

    @Test
    void aLoginInUseEndsAfterEightHours() {
        Opened opened = logins.open(KIM);
        for (int i = 0; i < 16; i++) {
            pass(Duration.ofMinutes(30));
            assertThat(logins.use(opened.cookie())).isPresent();
        }
        pass(Duration.ofNanos(1));

        assertThat(logins.use(opened.cookie())).isEmpty();
        assertThat(logins.count()).isZero();
    }

    @Test
    void theOneUsedLeastLatelyGivesWayToTheSixtyFifth() {
        List<Opened> all = new ArrayList<>();
        for (int i = 0; i < AdminLogins.MOST; i++) {
            pass(Duration.ofSeconds(1));
            all.add(logins.open(KIM));
        }
        pass(Duration.ofSeconds(1));
        assertThat(logins.use(all.get(0).cookie())).isPresent();
        logins.open(KIM);

        assertThat(logins.count()).isEqualTo(AdminLogins.MOST);
        assertThat(logins.use(all.get(0).cookie())).isPresent();
        assertThat(logins.use(all.get(1).cookie())).isEmpty();
        assertThat(logins.use(all.get(2).cookie())).isPresent();
    }

    @Test
    void aLoginThatIsOverMakesRoomFirst() {
        logins.open(KIM);
        pass(Duration.ofMinutes(31));
        List<Opened> all = new ArrayList<>();
        for (int i = 0; i < AdminLogins.MOST; i++) {
            all.add(logins.open(KIM));
        }

        assertThat(all)
                .allSatisfy(opened -> assertThat(logins.use(opened.cookie())).isPresent());
    }

    @Test
    void aLoginEndsWhenItIsEnded() {
        Opened opened = logins.open(KIM);
        logins.end(opened.cookie());

        assertThat(logins.use(opened.cookie())).isEmpty();
    }
}
