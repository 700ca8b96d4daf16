package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "bind(..) failed with error(-98): Address already in use, Address already in use",
        "finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:1, Connection refused: /127.0.0.1:1",
        "Address already in use, Address already in use",
    })
    void leavesTheSystemsWords(String message, String words) {
        assertThat(NativeErrors.inWords(new BindException(message))).isEqualTo(words);
    }

    @Test
    void saysThatThereIsNoReason() {
        assertThat(NativeErrors.inWords(new BindException())).isEqualTo("the system gave no reason");
    }
}
