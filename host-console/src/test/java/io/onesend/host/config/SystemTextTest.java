package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemTextTest {

    /** Three bytes of a Korean syllable, as the JDK decodes them where the locale has ASCII only. */
    private static final String LOST = "\ufffd\ufffd\ufffd";

    private static SystemText system(String charset, Map<String, String> environment) {
        return SystemText.of(charset, "Linux", environment, "/srv");
    }

    @Test
    void takesAnyTextInAUtf8LocaleButWhatIsNoUtf8() {
        SystemText text = system("UTF-8", Map.of("LANG", "ko_KR.UTF-8"));

        assertThat(text.problemOf("비밀 é x")).isEmpty();
        assertThat(text.problemOf("x\ufffd"))
                .contains("is not UTF-8 text, which the locale says it is (LANG=ko_KR.UTF-8, UTF-8)");
    }

    @ParameterizedTest
    @CsvSource({
        "ANSI_X3.4-1968, US-ASCII, \ufffd\ufffd\ufffd",
        // Here the three bytes would be three letters, and another text than the one on the screen.
        "ISO-8859-1, ISO-8859-1, ê°\u0080",
        "EUC-KR, EUC-KR, 가"
    })
    void takesAsciiOnlyInAnyOtherAndNamesTheLocaleAndTheRemedy(String charset, String name, String decoded) {
        SystemText text = system(charset, Map.of("LC_ALL", "", "LC_CTYPE", "xx", "LANG", "ko_KR.UTF-8"));

        assertThat(text.problemOf("plain ASCII")).isEmpty();
        assertThat(text.problemOf(decoded))
                .contains(
                        "has characters that can be read in a UTF-8 locale only, and the locale is another (LC_CTYPE=xx, "
                                + name + "); run it with LC_ALL=C.UTF-8");
    }

    @Test
    void saysThatNoLocaleIsSet() {
        assertThat(system("ANSI_X3.4-1968", Map.of()).problemOf(LOST).orElseThrow())
                .contains("(none is set, US-ASCII)");
    }

    @Test
    void takesWhatWindowsDecodedByItsCodePage() {
        SystemText text = SystemText.of("MS949", "Windows 11", Map.of(), "C:\\chat");

        assertThat(text.problemOf("비밀")).isEmpty();
        assertThat(text.problemOf("x\ufffd")).isPresent();
    }

    @Test
    void namesEveryArgumentAndShowsNone() {
        SystemText text = system("ANSI_X3.4-1968", Map.of("LC_ALL", "C"));

        assertThatThrownBy(() -> text.checkArguments("chat", "--user", LOST, "--password=" + LOST))
                .isInstanceOf(ConfigException.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .hasSize(2)
                        .allMatch(line -> line.contains("LC_ALL=C, US-ASCII") && line.indexOf('\ufffd') < 0))
                .contains("argument 3, after --user: ", "argument 4: ");
        text.checkArguments("chat", "--user", "bob");
    }

    @Test
    void looksOnlyAtVariablesThatMayBeSettings() {
        SystemText text = system("ANSI_X3.4-1968", Map.of());

        text.checkEnvironment(Map.of("HOME", LOST, "ONESEND_TEST_X", LOST, "ONESEND_NETWORK_PORT", "1"));
        assertThatThrownBy(() -> text.checkEnvironment(Map.of("ONESEND_REDIS_DATA_DIR", LOST)))
                .hasMessageStartingWith("ONESEND_REDIS_DATA_DIR: has characters");
    }

    @Test
    void refusesACurrentFolderThatItCannotName() {
        SystemText text = SystemText.of("ANSI_X3.4-1968", "Linux", Map.of(), "/srv/" + LOST);

        assertThatThrownBy(text::checkFolder).hasMessageStartingWith("the name of the current folder: has characters");
        system("ANSI_X3.4-1968", Map.of()).checkFolder();
    }
}
