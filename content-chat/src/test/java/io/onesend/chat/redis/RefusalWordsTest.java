package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.PortFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED 3999 127.0.0.1:6381",
                "ASK 3999 127.0.0.1:6381",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "CLUSTERDOWN The cluster is down",
                "READONLY You can't write against a read only replica.",
                "LOADING Redis is loading the dataset in memory",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "BUSY Redis is busy running a script.",
                "ERR Function not found"
            })
    void whatPassesIsHeld(String words) {
        assertThat(RefusalWords.meaning(words)).isEqualTo(PortFailure.HELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed when used memory > 'maxmemory'.",
                "NOREPLICAS Not enough good replicas to write.",
                "MISCONF Redis is configured to save RDB snapshots",
                "NOPERM this user has no permissions to run the 'fcall' command",
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "MOVEDX",
                "",
                "ERR"
            })
    void whatAnOperatorHasToMendIsRefused(String words) {
        assertThat(RefusalWords.meaning(words)).isEqualTo(PortFailure.REFUSED);
    }
}
