package io.onesend.chat.cluster;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import org.junit.jupiter.api.AfterEach;

/** What the tests of a cluster's faults begin with: alice on one host and bob on another, in one room, who have heard of each other. */
class TwoMembersOnTwoHosts {

    static final int ROOM = 3;

    final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 4), ClusterConfig.named("test"));
    final Host a = redis.addHost();
    final Host b = redis.addHost();
    final FakeSession alice = redis.inRoom(a, "alice", ROOM);
    final FakeSession bob = redis.inRoom(b, "bob", ROOM);

    TwoMembersOnTwoHosts() {
        redis.heardBy(alice);
    }

    @AfterEach
    void close() {
        redis.close();
    }
}
