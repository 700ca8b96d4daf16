package io.onesend.chat;

import static io.onesend.chat.RealCluster.DEADLINE;
import static io.onesend.chat.RealCluster.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.RealCluster.Host;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.user.ChatsUnderWay;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketRegistry;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two chat servers with one real Redis are one chat, and go on when Redis has been away. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class ClusterIT {

    private static final int ROOM = 7;
    private static final PacketRegistry<ServerPacket, ClientPacket> CLIENT = ChatProtocol.clientRegistry();

    @TempDir
    private Path data;

    private RealCluster cluster;
    private Host a;
    private Host b;

    @BeforeEach
    void startTwoHosts() throws Exception {
        cluster = new RealCluster(data, "--appendonly", "yes", "--appendfsync", "always");
        a = cluster.start("a");
        b = cluster.start("b");
    }

    @AfterEach
    void closeAndLeaveNothing() {
        cluster.close();
    }

    @Test
    void usersOfBothHostsTalkInOneRoom() throws Exception {
        RecordingChatListener atAlice = new RecordingChatListener();
        RecordingChatListener atBob = new RecordingChatListener();
        ChatClient alice = inRoom(a, "alice", atAlice);
        ChatClient bob = inRoom(b, "bob", atBob);

        assertThat(names(atBob)).containsExactly("alice", "bob");
        for (int i = 0; i < 20; i++) {
            CompletionStage<ResultCode> first = alice.chat("alice says " + i);
            CompletionStage<ResultCode> second = bob.chat("bob says " + i);
            assertThat(get(first)).isEqualTo(ResultCode.NONE);
            assertThat(get(second)).isEqualTo(ResultCode.NONE);
        }

        await().atMost(DEADLINE)
                .until(() -> chats(atAlice).size() == 40 && chats(atBob).size() == 40);
        assertThat(chats(atAlice)).isEqualTo(chats(atBob));

        get(bob.leave());
        await().atMost(DEADLINE)
                .until(() -> atAlice.notifies().stream().anyMatch(RoomLeaveUserNotify.class::isInstance));
    }

    @Test
    void theChatGoesOnWhenRedisIsStartedAgain() throws Exception {
        RecordingChatListener atAlice = new RecordingChatListener();
        RecordingChatListener atBob = new RecordingChatListener();
        ChatClient alice = inRoom(a, "alice", atAlice);
        ChatClient bob = inRoom(b, "bob", atBob);
        assertThat(get(alice.chat("before"))).isEqualTo(ResultCode.NONE);

        cluster.redis.kill();
        CompletionStage<ResultCode> meanwhile = alice.chat("meanwhile");
        cluster.redis.startAgain();

        assertThat(get(meanwhile)).isEqualTo(ResultCode.NONE);
        assertThat(get(bob.chat("after"))).isEqualTo(ResultCode.NONE);
        await().atMost(DEADLINE)
                .until(() -> chats(atAlice).size() == 3 && chats(atBob).size() == 3);
        assertThat(chats(atBob))
                .isEqualTo(chats(atAlice))
                .extracting(RoomChatNotify::message)
                .contains("meanwhile");
        assertThat(a.statistics().roomGaps()).isZero();
    }

    @Test
    void withoutRedisAChatIsRefusedAndTheSessionStays() throws Exception {
        ChatClient alice = inRoom(a, "alice", new RecordingChatListener());
        cluster.redis.kill();

        assertThat(get(alice.chat("lost"))).isEqualTo(ResultCode.CHAT_BACKEND_UNAVAILABLE);
        assertThat(get(alice.leave())).isEqualTo(ResultCode.NONE);
        assertThat(get(alice.enter(ROOM + 1))).isEqualTo(ResultCode.ENTER_ROOM_BACKEND_UNAVAILABLE);

        cluster.redis.startAgain();
        await().atMost(DEADLINE).until(() -> get(alice.enter(ROOM)) == ResultCode.NONE);
    }

    @Test
    void whatIsSentAtOnceBeforeTheEndOfInputIsAnsweredInOrder() throws Exception {
        int messages = 2 * ChatsUnderWay.MOST;
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        write(requests, new LoginRequest("alice", "secret"));
        write(requests, new RoomEnterRequest(ROOM));
        for (int i = 0; i < messages; i++) {
            write(requests, new RoomChatRequest("text " + i));
        }
        write(requests, new RoomLeaveRequest());

        List<ServerPacket> answers;
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) DEADLINE.toMillis());
            socket.connect(a.server().address());
            socket.getOutputStream().write(requests.toByteArray());
            socket.shutdownOutput();
            answers = packetsIn(socket.getInputStream().readAllBytes());
        }

        assertThat(answers).startsWith(new LoginResponse(ResultCode.NONE), new RoomEnterResponse(ResultCode.NONE));
        assertThat(answers.stream().filter(RoomChatResponse.class::isInstance))
                .hasSize(messages)
                .containsOnly(new RoomChatResponse(ResultCode.NONE));
        assertThat(answers.stream().filter(RoomChatNotify.class::isInstance))
                .containsExactlyElementsOf(IntStream.range(0, messages)
                        .mapToObj(i -> new RoomChatNotify("alice", "text " + i))
                        .toList());
        assertThat(answers).endsWith(new RoomLeaveResponse(ResultCode.NONE));
    }

    private static void write(ByteArrayOutputStream requests, ClientPacket packet) {
        try (EncodedPacket encoded = CLIENT.encode(packet)) {
            requests.writeBytes(encoded.toBytes());
        }
    }

    private static List<ServerPacket> packetsIn(byte[] frames) {
        List<ServerPacket> packets = new ArrayList<>();
        for (int at = 0; at < frames.length; ) {
            int length = (frames[at] & 0xff) + ((frames[at + 1] & 0xff) << 8);
            packets.add(CLIENT.decode(PacketReader.over(Arrays.copyOfRange(frames, at, at + length))));
            at += length;
        }
        return packets;
    }

    private ChatClient inRoom(Host host, String user, RecordingChatListener listener) throws Exception {
        ChatClient client = cluster.loggedIn(host, user, listener);
        assertThat(get(client.enter(ROOM))).isEqualTo(ResultCode.NONE);
        await().atMost(DEADLINE).until(() -> !names(listener).isEmpty());
        return client;
    }

    private static List<String> names(RecordingChatListener listener) {
        List<String> names = new ArrayList<>();
        for (ServerPacket packet : listener.notifies()) {
            if (packet instanceof RoomUserListNotify list) {
                list.users().forEach(user -> names.add(user.userId()));
            }
        }
        return names;
    }

    private static List<RoomChatNotify> chats(RecordingChatListener listener) {
        return listener.notifies().stream()
                .filter(RoomChatNotify.class::isInstance)
                .map(RoomChatNotify.class::cast)
                .toList();
    }
}
