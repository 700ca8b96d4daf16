package io.onesend.chat.login;

import static io.onesend.chat.login.PhcHashTest.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The native library and Java alike. */
class Argon2Test {

    /** Garbage of the 432 logins after which the server once had grown by 1.6 GiB. */
    private static final long GARBAGE_OF_432_LOGINS = 48L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Argon2> both() {
        return Stream.of(new NativeArgon2(), new JavaArgon2());
    }

    /** Of the reference implementation: {@code printf password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32}. */
    @ParameterizedTest
    @MethodSource("both")
    void computesWhatTheReferenceImplementationDoes(Argon2 argon2) {
        assertHash(
                argon2,
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1" + "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertHash(
                argon2,
                "비밀번호",
                "$argon2id$v=19$m=1024,t=3,p=4" + "$c2FsdHNhbHRzYWx0c2FsdA$yr8jpxoYJJ2VfO3UECr4Mq+m7dVEtFdh");
        assertHash(
                argon2,
                "password",
                "$argon2id$v=16$m=64,t=1,p=1" + "$c29tZXNhbHQ$BNNN5hUxEQkUk67iF/12o/X1a4Jvvi9IzrjXfdGe2so");
        assertHash(argon2, "password", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$YA3GjtGeZuvDFXZP");
    }

    /** The costliest hash that is accepted: it may take its time, but works. */
    @Test
    void computesAHashAtItsBounds() {
        assertHash(
                Argon2.fastest(),
                "password",
                "$argon2id$v=19$m=131072,t=16,p=16$c29tZXNhbHQ"
                        + "$AQoIPHbTm0YjENEYDV8Ef2hDIsSHzdsIS+MtjGLObVxio+xxz5OAWSLdJjJ/Lcg6Hsb3718Wegmr0JyCBP1etw");
    }

    private static void assertHash(Argon2 argon2, String password, String phc) {
        PhcHash hash = parsed(phc);
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        assertThat(argon2.hash(hash.cost(), bytes, hash.salt(), hash.hash().length))
                .isEqualTo(hash.hash());
    }

    @Test
    void bothComputeTheSameOfAnything() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        Argon2 natively = new NativeArgon2();
        Argon2 inJava = new JavaArgon2();
        for (int i = 0; i < 100; i++) {
            int lanes = random.nextInt(1, 5);
            Argon2Cost cost = new Argon2Cost(
                    random.nextBoolean() ? 19 : 16, random.nextInt(8 * lanes, 300), random.nextInt(1, 4), lanes);
            byte[] password = bytes(random, random.nextInt(0, 40));
            byte[] salt = bytes(random, random.nextInt(8, 40));
            int length = random.nextInt(12, 100);
            assertThat(inJava.hash(cost, password, salt, length))
                    .as("%s, password %s, salt %s", cost, password, salt)
                    .isEqualTo(natively.hash(cost, password, salt, length));
        }
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("both")
    void reusesItsMemory(Argon2 argon2) {
        hashAsOurs(argon2);
        int hashes = 10;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < hashes; i++) {
            hashAsOurs(argon2);
        }
        long bytesAHash = (THREADS.getCurrentThreadAllocatedBytes() - before) / hashes;
        assertThat(432 * bytesAHash).isLessThan(GARBAGE_OF_432_LOGINS);
    }

    private static void hashAsOurs(Argon2 argon2) {
        argon2.hash(Argon2Cost.OURS, new byte[8], new byte[16], 32);
    }
}
