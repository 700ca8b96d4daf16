package io.onesend.chat.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

    @Test
    void hashesWithArgon2idAndTheParametersThatItSays() {
        String phc = new PasswordHasher().hash("secret");
        assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(new PasswordHasher().verify("secret", phc)).isTrue();
        assertThat(new PasswordHasher().verify("Secret", phc)).isFalse();
    }

    @Test
    void verifiesAHashThatAnotherProgramMade() {
        // Of the reference implementation: printf password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
        String phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(HeldPasswords.CHEAP.verify("password", phc)).isTrue();
        assertThat(HeldPasswords.CHEAP.verify("passwore", phc)).isFalse();
    }

    @Test
    void aDecoyLooksLikeAHashOfOursAndNoPasswordMatchesIt() {
        String decoy = new PasswordHasher().decoy();
        String hash = new PasswordHasher().hash("secret");
        assertThat(decoy).hasSameSizeAs(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(new PasswordHasher().decoy()).isNotEqualTo(decoy);
        // As long as the library reads it, it does the whole work: a malformed one would be refused at once.
        assertThat(Argon2Function.getInstanceFromHash(decoy).getMemory()).isEqualTo(19_456);
        assertThat(new PasswordHasher().verify("secret", decoy)).isFalse();
        assertThat(new PasswordHasher().verify("", decoy)).isFalse();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(HeldPasswords.CHEAP.hash("secret")).isNotEqualTo(HeldPasswords.CHEAP.hash("secret"));
    }

    @Test
    void takesAnyPasswordTheEmptyOneToo() {
        for (String password : new String[] {"", "비밀번호", "p".repeat(32), "\u0001"}) {
            String phc = HeldPasswords.CHEAP.hash(password);
            assertThat(HeldPasswords.CHEAP.verify(password, phc)).isTrue();
            assertThat(HeldPasswords.CHEAP.verify(password + "x", phc)).isFalse();
        }
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
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void whatIsNoArgon2idHashMatchesNothing(String phc) {
        assertThat(HeldPasswords.CHEAP.verify("secret", phc)).isFalse();
        assertThat(HeldPasswords.CHEAP.verify("", phc)).isFalse();
    }
}
