package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.packet.SessionTokenNotify;
import java.util.ArrayList;
import java.util.List;

/** A client of the hosts of a {@link ScriptedRedis} that remembers its token and how far it has heard its room. */
final class ReturningClient {

    static final int ROOM = 3;

    final String userId;

    /** What has come since it resumed or entered, without positions. */
    final List<ServerPacket> heard = new ArrayList<>();

    FakeSession session;
    String token = "";
    RoomPositionNotify position = new RoomPositionNotify(0, 0);

    private final ScriptedRedis redis;

    /** Logs in, with all features. */
    ReturningClient(ScriptedRedis redis, Host host, String userId) {
        this.redis = redis;
        this.userId = userId;
        host.chat().addUser(userId);
        session = connect(host);
        session.receive(new LoginRequest(userId, ChatFixture.PASSWORD));
        read();
        assertThat(heard).contains(new LoginResponse(ResultCode.NONE));
    }

    private FakeSession connect(Host host) {
        FakeSession connected = host.chat().connect();
        connected.receive(new FeaturesRequest(FeaturesRequest.VERSION, Features.ALL, 0));
        return connected;
    }

    ReturningClient inRoom() {
        session.receive(new RoomEnterRequest(ROOM));
        read();
        heard.clear();
        return this;
    }

    void say(String message) {
        session.receive(new RoomChatRequest(message));
        redis.settle();
    }

    /** Reads what has come, then its connection is lost. */
    void lose() {
        read();
        session.hangUp();
        redis.settle();
    }

    /** Asks to resume, and forgets what it has heard before. */
    List<ServerPacket> resumeAt(Host host) {
        read();
        session = connect(host);
        redis.settle();
        session.takeSent();
        heard.clear();
        session.receive(new ResumeRequest(userId, token, ROOM, position.offset(), position.tag()));
        return read();
    }

    List<ServerPacket> read() {
        for (ServerPacket packet : redis.heardBy(session)) {
            if (packet instanceof RoomPositionNotify now) {
                position = now;
            } else if (packet instanceof SessionTokenNotify given) {
                token = given.token();
            } else {
                heard.add(packet);
            }
        }
        return heard;
    }
}
