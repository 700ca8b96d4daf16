package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.AccountStoreRefusedException;
import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.RedisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class ClusterCheckIT {

    private static final String RIGHTS = "~it:* &it:* +@all -@admin -@dangerous +function|load";

    @TempDir
    private Path folder;

    private RedisProcess redis;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        redis = RedisProcess.startIn(folder);
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    private List<String> check(String user) {
        String uri = "redis://" + user + "127.0.0.1:" + redis.port();
        return check(uri, 0);
    }

    private static List<String> check(String uri, int replicas) {
        return ClusterCheck.run(new RedisSettings(uri, Duration.ofSeconds(10), "it:"), 16, replicas);
    }

    /** A user with only these rights. */
    private void allow(String rights) throws IOException, InterruptedException {
        String[] words = ("ACL SETUSER kim reset on >pw " + rights).split(" ");
        assertThat(redis.tell(words)).isEqualTo("OK");
    }

    @Test
    void aRedisThatKeepsItsDataIsFit() throws Exception {
        redis.tell("CONFIG", "SET", "save", "60 1");
        assertThat(check("")).isEmpty();

        redis.tell("CONFIG", "SET", "save", "");
        redis.tell("CONFIG", "SET", "appendonly", "yes");
        assertThat(check("")).isEmpty();
    }

    @Test
    void saysThatARedisKeepsNothingOnDisk() {
        assertThat(check("")).singleElement().asString().contains("keeps nothing on disk", "appendonly yes");
    }

    @Test
    void refusesARedisThatThrowsDataAway() throws Exception {
        redis.tell("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");

        assertThatThrownBy(() -> check(""))
                .isInstanceOf(AccountStoreRefusedException.class)
                .hasMessageContaining("maxmemory-policy allkeys-lru")
                .hasMessageContaining("set it to noeviction");
    }

    @Test
    void saysThatReplicasAreMissing() throws Exception {
        redis.tell("CONFIG", "SET", "appendonly", "yes");

        assertThat(check(redis.uri(), 1))
                .singleElement()
                .asString()
                .contains("has 0 replicas, and cluster.durability: replicated needs 1");
    }

    @Test
    void takesAUserWhoMayDoWhatAClusterNeedsAndSaysWhatIsNotChecked() throws Exception {
        allow(RIGHTS);

        assertThat(check("kim:pw@")).singleElement().asString().contains("does not let us read INFO");
    }

    @Test
    void refusesAUserWhoMayNotCallFunctions() throws Exception {
        allow(RIGHTS + " -fcall");

        assertThatThrownBy(() -> check("kim:pw@"))
                .isInstanceOf(AccountStoreRefusedException.class)
                .hasMessageContaining("refuses what a cluster needs: NOPERM")
                .hasMessageContaining("'fcall'")
                .hasMessageNotContaining("pw");
    }

    @Test
    void refusesAUserWhoMayNotListenToAFeed() throws Exception {
        allow(RIGHTS + " -ssubscribe");
        assertThatThrownBy(() -> check("kim:pw@")).hasMessageContaining("'ssubscribe'");

        allow(RIGHTS.replace("&it:*", ""));
        assertThatThrownBy(() -> check("kim:pw@")).hasMessageContaining("channel");
    }

    @Test
    void refusesAUserWhoMayNotWaitForReplicas() throws Exception {
        allow(RIGHTS + " -wait");

        assertThatThrownBy(() -> check("kim:pw@")).hasMessageContaining("'wait'");
    }

    @Test
    void refusesAUserWhoMayNotTouchOurKeys() throws Exception {
        allow(RIGHTS.replace("~it:*", "~other:*"));

        assertThatThrownBy(() -> check("kim:pw@"))
                .hasMessageContaining("NOPERM")
                .hasMessageContaining("key");
    }

    @Test
    void changesNothing() throws Exception {
        check("");

        assertThat(redis.tell("DBSIZE")).isEqualTo("0");
        assertThat(redis.tell("FUNCTION", "LIST")).isEmpty();
    }

    @Test
    void aRedisThatIsNotThereIsNotRefused() {
        String uri = "redis://127.0.0.1:" + FreePort.choose();

        assertThatThrownBy(() -> ClusterCheck.run(new RedisSettings(uri, Duration.ofSeconds(1), "it:"), 16, 0))
                .isInstanceOf(AccountStoreException.class)
                .isNotInstanceOf(AccountStoreRefusedException.class);
    }
}
