package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user comes back at two hosts, one after the other, and Redis does the first host's move last. */
class CrossedMovesTest {

    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 8), ClusterConfig.named("test"));
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();
    private final Host c = redis.addHost();
    private final ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void whoIsFetchedAwayOnItsWayBackIsToldSoAndCanTryAgain() {
        new ReturningClient(redis, b, "bob").inRoom();
        c.port().holdsPartitions = true;
        c.port().holdsMessages = true;
        assertThat(alice.resumeAt(c)).isEmpty();
        alice.lose();
        a.port().holdsMessages = true;
        assertThat(alice.resumeAt(a)).isEmpty();
        c.port().holdsPartitions = false;
        redis.settle();

        a.port().holdsMessages = false;
        assertThat(alice.read()).containsExactly(ResumeResponse.refusal(ResultCode.LOGIN_BACKEND_UNAVAILABLE));
        assertThat(alice.session.ended()).isEqualTo(Resumption.RESUME_FAILED);
        assertThat(alice.resumeAt(a)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));

        c.port().holdsMessages = false;
        redis.run(ScriptedRedis.TWO_BEATS);
        alice.say("here");
        assertThat(alice.read()).endsWith(new RoomChatNotify("alice", "here"));
    }
}
