package io.onesend.chat.login;

import static io.onesend.chat.login.PhcHashTest.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    @Test
    void hashesWithArgon2idAndTheParametersThatItSays() {
        String phc = new PasswordHasher().hash("secret");
        assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(new PasswordHasher().verify("secret", parsed(phc))).isTrue();
        assertThat(new PasswordHasher().verify("Secret", parsed(phc))).isFalse();
    }

    @Test
    void aDecoyLooksLikeAHashOfOursAndNoPasswordMatchesIt() {
        PhcHash decoy = new PasswordHasher().decoy();
        String hash = new PasswordHasher().hash("secret");
        assertThat(decoy.toString()).hasSameSizeAs(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(new PasswordHasher().decoy().toString()).isNotEqualTo(decoy.toString());
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
            PhcHash hash = parsed(HeldPasswords.CHEAP.hash(password));
            assertThat(HeldPasswords.CHEAP.verify(password, hash)).isTrue();
            assertThat(HeldPasswords.CHEAP.verify(password + "x", hash)).isFalse();
        }
    }
}
