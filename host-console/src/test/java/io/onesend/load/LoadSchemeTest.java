package io.onesend.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.config.ChatConfig;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LoadSchemeTest {

    @Test
    void numbersUsersWithFiveDigitsOrMore() {
        assertThat(LoadScheme.userId("load-", 0)).isEqualTo("load-00000");
        assertThat(LoadScheme.userId("user", 12_345)).isEqualTo("user12345");
        assertThat(LoadScheme.userId("", 123_456)).isEqualTo("123456");
    }

    @Test
    void derivesPasswordsFromTheNumberAndTokensFromTheId() {
        assertThat(LoadScheme.PASSWORD.secretOf("load-00007", 7)).isEqualTo("pw00007");
        assertThat(LoadScheme.PLAINTEXT.secretOf("load-00007", 7)).isEqualTo("pw00007");
        assertThat(LoadScheme.TOKEN.secretOf("load-00007", 7)).isEqualTo("tok-load-00007");
    }

    @Test
    void isTheOneThatTheServersLoginWants() {
        for (ChatConfig.LoginMode login : ChatConfig.LoginMode.values()) {
            assertThat(LoadScheme.of(login)).hasToString(login.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void cutsALongTokenBetweenLetters() {
        String id = "가나다라마바사아자00001";
        String token = LoadScheme.TOKEN.secretOf(id, 1);

        assertThat(token).isEqualTo("tok-가나다라마바사아자0");
        assertThat(LoadScheme.TOKEN.secretOf("xx가나다라마바사아자00001", 1)).isEqualTo("tok-xx가나다라마바사아");
        assertThat(token.getBytes(StandardCharsets.UTF_8)).hasSize(32);
    }
}
