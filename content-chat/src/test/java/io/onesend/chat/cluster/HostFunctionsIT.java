package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.Functions.Claim;
import io.onesend.chat.cluster.Replies.ClaimStatus;
import io.onesend.chat.cluster.Replies.Claimed;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.cluster.Replies.HostLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The functions on keys of no partition in a real Redis: what each does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("io.onesend.chat.cluster.SystemRedis#isInstalled")
class HostFunctionsIT {

    @TempDir
    static Path folder;

    private SystemRedis redis;

    @BeforeAll
    void start() throws Exception {
        redis = SystemRedis.startIn(folder);
    }

    @AfterAll
    void stop() {
        redis.close();
    }

    @Test
    void aHostIsToldWhetherItHadALineAndWhoElseHas() {
        assertThat(host("a", "1", "", "")).isEqualTo(new HostLines(false, Map.of("a", "1")));
        assertThat(host("b", "1", "", "")).isEqualTo(new HostLines(false, Map.of("a", "1", "b", "1")));
        assertThat(host("a", "2", "b", "0"))
                .as("b has changed")
                .isEqualTo(new HostLines(true, Map.of("a", "2", "b", "1")));
        assertThat(host("a", "3", "b", "1")).as("b has not").isEqualTo(new HostLines(true, Map.of("a", "3")));
        assertThat(host("b", "2", "", "")).isEqualTo(new HostLines(false, Map.of("a", "3", "b", "2")));
        assertThat(host("b", "", "", "")).isEqualTo(new HostLines(true, Map.of("a", "3")));
    }

    @Test
    void theHolderOfAUserIdIsReadAndNotChanged() {
        assertThat(holder("at:x").isNobody()).isTrue();
        redis.call(Functions.claim("at:x", claim("a", 5, "", "")));
        assertThat(holder("at:x")).isEqualTo(new Holder("a", "5"));
        redis.call(Functions.release("at:x", "a", 5, Duration.ofHours(1).toMillis()));
        assertThat(holder("at:x").isNobody()).as("its token is still kept").isTrue();
    }

    @Test
    void whoComesBackWithATokenIsToldWhichSessionWasGivenBack() {
        long keep = Duration.ofHours(1).toMillis();
        redis.call(Functions.claim("at:y", new Claim("a", 5, "hash", keep, "", "", "")));
        redis.call(Functions.release("at:y", "a", 5, keep));

        Claim back = new Claim("b", 9, "hash", keep, "", "", "hash");
        assertThat(ReplyReader.claimed(redis.call(Functions.claim("at:y", back))))
                .isEqualTo(new Claimed(ClaimStatus.TAKEN, new Holder("a", "5")));
        assertThat(holder("at:y")).as("the number is kept").isEqualTo(new Holder("b", "5"));
    }

    @Test
    void whatTheFirstHostHasWrittenStays() {
        assertThat(meta(Map.of("layout", "1"))).isEqualTo(Map.of("layout", "1"));
        assertThat(meta(Map.of("layout", "2", "more", "3"))).isEqualTo(Map.of("layout", "1"));
    }

    private static Claim claim(String hid, long uniqueId, String inPlaceOfHid, String inPlaceOfUniqueId) {
        return new Claim(hid, uniqueId, "", Duration.ofHours(1).toMillis(), inPlaceOfHid, inPlaceOfUniqueId, "");
    }

    private HostLines host(String hid, String line, String dropHid, String dropLine) {
        return ReplyReader.hosts(redis.call(Functions.host("hosts", hid, line, dropHid, dropLine)));
    }

    private Holder holder(String key) {
        return ReplyReader.holder(redis.call(Functions.holder(key)));
    }

    private Map<String, String> meta(Map<String, String> terms) {
        return ReplyReader.meta(redis.call(Functions.meta("meta", terms)));
    }
}
