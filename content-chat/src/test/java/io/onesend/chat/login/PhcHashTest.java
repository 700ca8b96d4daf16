package io.onesend.chat.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhcHashTest {

    private static final String SALT_AND_HASH = "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    /** A hash that is known to be usable. */
    static PhcHash parsed(String phc) {
        try {
            return PhcHash.parse(phc);
        } catch (UnusableHashException refused) {
            throw new AssertionError(phc, refused);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=19456,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$v=16$m=64,t=1,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=8,t=1,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=131072,t=16,p=16" + SALT_AND_HASH,
                "$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHQ$YA3GjtGeZuvDFXZP"
            })
    void isWrittenAsItWasRead(String phc) {
        assertThat(parsed(phc)).hasToString(phc);
    }

    @Test
    void aHashWithoutAVersionIsOfTheFirstOne() {
        assertThat(parsed("$argon2id$m=64,t=1,p=1" + SALT_AND_HASH).cost()).isEqualTo(new Argon2Cost(16, 64, 1, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=19$m=4194304,t=2,p=1 | m (memory in KiB) is 4194304, outside of 8 to 131072",
                "v=19$m=131073,t=2,p=1 | m (memory in KiB) is 131073, outside of 8 to 131072",
                "v=19$m=999999999999999999,t=2,p=1 | m (memory in KiB) is 999999999999999999, outside of 8 to 131072",
                "v=19$m=7,t=1,p=1 | m (memory in KiB) is 7, outside of 8 to 131072",
                "v=19$m=64,t=17,p=1 | t (iterations) is 17, outside of 1 to 16",
                "v=19$m=64,t=0,p=1 | t (iterations) is 0, outside of 1 to 16",
                "v=19$m=1024,t=1,p=17 | p (lanes) is 17, outside of 1 to 16",
                "v=19$m=64,t=1,p=9 | p (lanes) is 9, outside of 1 to 8",
                "v=19$m=64,t=1,p=0 | p (lanes) is 0, outside of 1 to 8",
                "v=20$m=64,t=1,p=1 | its version of Argon2 is 20, not 16 or 19"
            })
    void namesTheBoundThatAHashIsOver(String cost, String message) {
        assertThatThrownBy(() -> PhcHash.parse("$argon2id$" + cost + SALT_AND_HASH))
                .isInstanceOf(UnusableHashException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$argon2id$",
                "$argon2id$garbage",
                "$argon2id$v=19$m=64,t=1,p=1$!!$%%",
                "$argon2id$v=19$m=x,t=1,p=1$c29tZXNhbHQ$CTFh",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFh",
                "$argon2id$v=19$m=64,t=1,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc$",
                "$argon2id$v=19$m=1000000000000000000,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void refusesWhatIsNoArgon2idHashAndDoesNotQuoteIt(String text) {
        assertThatThrownBy(() -> PhcHash.parse(text))
                .isInstanceOf(UnusableHashException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("CTFh", "c29t", "secret"));
    }

    @Test
    void refusesAHashOfAnyLengthWithoutReadingIt() {
        assertThatThrownBy(() -> PhcHash.parse("$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$" + "CTFh".repeat(1_000_000)))
                .hasMessage("it is longer than 512 characters");
    }
}
