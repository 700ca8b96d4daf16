package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ResultCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultTextTest {

    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void hasWordsForEveryResult(ResultCode result) {
        assertThat(ResultText.of(result)).matches("[a-z /;]+").doesNotContain("_");
    }
}
