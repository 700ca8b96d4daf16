package io.onesend.chat.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2ChoiceTest {

    private final Argon2 inJava = new JavaArgon2();

    @Test
    void takesTheNativeLibraryWhereItWorks() {
        Argon2 natively = new NativeArgon2();
        assertThat(Argon2Choice.choose(() -> natively, inJava)).isSameAs(natively);
    }

    @Test
    void takesJavaWhereTheLibraryDoesNotLoad() {
        assertThat(Argon2Choice.choose(
                        () -> {
                            throw new UnsatisfiedLinkError("not for this system, for the test\nlooked here\nand there");
                        },
                        inJava))
                .isSameAs(inJava);
        assertThat(Argon2Choice.choose(() -> (cost, password, salt, length) -> missing(), inJava))
                .isSameAs(inJava);
    }

    private static byte[] missing() {
        throw new UnsatisfiedLinkError("loads when it is used, for the test");
    }

    @Test
    void takesJavaWhereTheLibraryComputesSomethingElse() {
        assertThat(Argon2Choice.choose(() -> (cost, password, salt, length) -> new byte[length], inJava))
                .isSameAs(inJava);
    }

    @Test
    void theTrialIsOfArgon2() {
        assertThat(Argon2Choice.choose(() -> inJava, (cost, password, salt, length) -> new byte[length]))
                .isSameAs(inJava);
    }
}
