package io.onesend.host.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisLoadingTest {

    @Test
    void readsHowFarRedisIs() {
        RedisLoading loading = RedisLoading.parse(
                "# Persistence\r\nloading:1\r\nloading_total_bytes:524288000\r\nloading_loaded_bytes:52428800\r\n");

        assertThat(loading).isEqualTo(new RedisLoading(true, 52_428_800, 524_288_000));
        assertThat(loading.describe()).isEqualTo("the embedded Redis is loading its data: 50 of 500 MiB");
    }

    @Test
    void takesOneThatSaysNothingOfLoadingForLoaded() {
        assertThat(RedisLoading.parse("# Persistence\r\nloading:0\r\n").underWay())
                .isFalse();
    }
}
