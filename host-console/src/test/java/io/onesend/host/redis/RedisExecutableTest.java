package io.onesend.host.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.embedded.model.Architecture;
import redis.embedded.model.OsArchitecture;

class RedisExecutableTest {

    @ParameterizedTest
    @CsvSource({"amd64, x86_64", "x86_64, x86_64", "aarch64, aarch64", "arm64, aarch64", "x86, x86", "i386, x86"})
    void knowsAnArchitectureByTheJvmsNameOfIt(String name, Architecture architecture) {
        assertThat(RedisExecutable.architectureOf(name)).isEqualTo(architecture);
    }

    @Test
    void knowsNoneThatTheLibraryHasNoRedisFor() {
        assertThat(RedisExecutable.architectureOf("riscv64")).isNull();
    }

    @Test
    void saysOfThisSystemWhatTheLibrarySays() {
        assertThat(RedisExecutable.architectureOf(System.getProperty("os.arch")))
                .isEqualTo(OsArchitecture.detectOSandArchitecture().arch);
    }
}
