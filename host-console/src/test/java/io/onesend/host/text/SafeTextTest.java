package io.onesend.host.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void leavesWrittenLanguageAlone() {
        assertThat(SafeText.escape("hi 안녕하세요 👩‍💻 é ß")).isEqualTo("hi 안녕하세요 👩‍💻 é ß");
    }

    @Test
    void writesOutWhatATerminalWouldObey() {
        assertThat(SafeText.escape("a\u001b[2Jb\r\n\u0007")).isEqualTo("a\\u001b[2Jb\\u000d\\u000a\\u0007");
        assertThat(SafeText.escape("\u009b31m\u007f")).isEqualTo("\\u009b31m\\u007f");
    }

    @Test
    void writesOutWhatWouldTurnTheTextAround() {
        assertThat(SafeText.escape("a\u202eb\u2066c\u2028d")).isEqualTo("a\\u202eb\\u2066c\\u2028d");
    }
}
