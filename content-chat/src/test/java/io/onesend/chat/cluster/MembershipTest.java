package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.cluster.LittleHost.Cluster;
import io.onesend.chat.cluster.LittleHost.Login;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.Whereabouts;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.LoginAttempt;
import io.onesend.chat.user.UserDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a user is, and whether hosts agree. */
class MembershipTest {

    private final Cluster cluster = new Cluster();
    private final LittleHost one = cluster.start("one", false);
    private final LittleHost two = cluster.start("two", false);
    private final List<Optional<Whereabouts>> found = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void findsAUserOfThisHostAndOfAnother() {
        Login alice = two.login("alice", 1);
        for (LittleHost asked : List.of(one, two)) {
            find(asked, "alice");
            assertThat(where().host()).extracting(ClusterHost::name).isEqualTo("two");
            assertThat(where().answered()).isTrue();
            assertThat(where().room()).isEmpty();
        }
        cluster.run(() -> {
            ChatUser user = (ChatUser) alice.session.attachment();
            assertThat(user).isNotNull();
            user.loginStarted(new LoginAttempt("alice"));
            new UserDirectory(1, () -> 1, new ChatCounters()).admit(user, "alice", 1);
            user.entered(7);
        });
        for (LittleHost asked : List.of(one, two)) {
            find(asked, "alice");
            assertThat(where().room()).isEqualTo(OptionalInt.of(7));
        }
    }

    @Test
    void findsNobodyWhoIsNotLoggedIn() {
        find(one, "alice");
        assertThat(found).containsExactly(Optional.empty());
    }

    @Test
    void aClaimWithoutASessionIsNobody() {
        cluster.redis.kept().holders.put("onesend:at:alice", new Holder("two", "9"));
        find(one, "alice");
        assertThat(found).containsExactly(Optional.empty());
    }

    @Test
    void aHostThatDoesNotAnswerIsNamed() {
        two.login("alice", 1);
        two.port.goDeaf();
        find(one, "alice");
        assertThat(found).isEmpty();
        cluster.pass(Control.ANSWER_WITHIN);
        assertThat(where().host().name()).isEqualTo("two");
        assertThat(where().answered()).isFalse();

        two.port.close();
        cluster.pass(Duration.ofSeconds(30));
        find(one, "alice");
        assertThat(where().host()).as("off the list").isEqualTo(HostLine.unknown("two"));
    }

    @Test
    void withoutRedisTheCallerIsTold() {
        one.port.cut();
        find(one, "alice");
        assertThat(found).isEmpty();
        assertThat(failures).containsExactly("cut, for the test");
    }

    @Test
    void theFirstHostDecidesAndAnotherIsToldWhereItDiffers() {
        assertThat(differencesOf(one)).isEmpty();
        assertThat(differencesOf(two)).isEmpty();
        ChatConfig.Rooms rooms = new ChatConfig.Rooms(0, 100, 50);
        LittleHost three = new LittleHost(cluster, "three", Configs.cluster("three", false), rooms);
        assertThat(differencesOf(three)).containsExactly("chat.rooms.max-users is 50 here and 100 in the cluster");
        cluster.redis.kept().meta.put("cluster.partitions", "8");
        cluster.redis.kept().meta.remove("layout");
        assertThat(differencesOf(one))
                .containsExactly(
                        "cluster.partitions is 16 here and 8 in the cluster",
                        "layout is 1 here and not set in the cluster");
    }

    private void find(LittleHost asked, String userId) {
        found.clear();
        failures.clear();
        cluster.run(() -> asked.membership.whereIs(userId, found::add, failures::add));
    }

    private Whereabouts where() {
        assertThat(found).hasSize(1);
        return found.get(0).orElseThrow();
    }

    private List<String> differencesOf(LittleHost host) {
        List<String> lines = new ArrayList<>();
        cluster.run(() -> host.membership.compareTerms(lines::addAll, lines::add));
        return lines;
    }
}
