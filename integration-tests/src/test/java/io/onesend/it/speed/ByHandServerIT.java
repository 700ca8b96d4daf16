package io.onesend.it.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.it.speed.ByHandServer.Flushing;
import io.onesend.network.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that the hand-written server obeys the part of the protocol that it claims: otherwise the comparison would be wrong. */
class ByHandServerIT {

    private final List<RawClient> clients = new ArrayList<>();
    private NettyListener server = ByHandServer.start(Transport.NIO, Flushing.PLAIN);

    @AfterEach
    void stop() {
        clients.forEach(RawClient::close);
        server.close();
    }

    private RawClient connect() {
        RawClient client = RawClient.connect(server.address());
        clients.add(client);
        return client;
    }

    private RawClient member(String user, int room) {
        RawClient client = connect().login(user, "pw");
        client.enter(room);
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void aRoomIsToldWhoEntersWhatIsSaidAndWhoLeaves(Flushing flushing) {
        server.close();
        server = ByHandServer.start(Transport.NIO, flushing);
        RawClient alice = member("alice", 7);
        RawClient bob = connect().login("bob", "pw");
        List<Packet.User> listed = bob.enter(7);
        Packet.User newUser = alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser();
        member("elsewhere", 8).send(Wire.chat("not to be heard")).expect(Wire.ROOM_CHAT_RESPONSE, 0);

        alice.send(Wire.chat("안녕"), Wire.leave()).expect(Wire.ROOM_CHAT_RESPONSE, 0);
        Packet toAlice = alice.next(Wire.ROOM_CHAT_NOTIFY);
        Packet toBob = bob.next(Wire.ROOM_CHAT_NOTIFY);
        alice.expect(Wire.ROOM_LEAVE_RESPONSE, 0);
        long left = bob.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId();

        assertThat(listed).extracting(Packet.User::userId).containsExactly("alice", "bob");
        assertThat(newUser).isEqualTo(listed.get(1));
        assertThat(toBob.sender()).isEqualTo("alice");
        assertThat(toBob.message()).isEqualTo("안녕");
        assertThat(toAlice.bytes()).isEqualTo(toBob.bytes());
        assertThat(left).isEqualTo(listed.get(0).uniqueId());
    }

    @Test
    void aConnectionThatIsLostLeavesItsRoom() {
        RawClient alice = member("alice", 7);
        RawClient bob = member("bob", 7);
        long bobsId = alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().uniqueId();

        bob.close();

        assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(bobsId);
    }

    @Test
    void whatIsOutOfOrderIsRefused() {
        RawClient alice = connect();

        alice.send(Wire.enter(7), Wire.chat("to nobody"), Wire.leave())
                .expect(Wire.ROOM_ENTER_RESPONSE, 51)
                .expect(Wire.ROOM_CHAT_RESPONSE, 81)
                .expect(Wire.ROOM_LEAVE_RESPONSE, 71);
        alice.login("alice", "pw").send(Wire.login("alice", "pw")).expect(Wire.LOGIN_RESPONSE, 31);
        alice.enter(7);
        alice.send(Wire.enter(8)).expect(Wire.ROOM_ENTER_RESPONSE, 52);
    }

    @Test
    void aLargeRoomIsListedInSeveralNotifies() {
        List<String> ids =
                Stream.iterate(0, i -> i + 1).limit(130).map(i -> "user-" + i).toList();
        ids.subList(0, 129).forEach(id -> member(id, 7));

        RawClient last = connect().login(ids.get(129), "pw").send(Wire.enter(7));
        last.expect(Wire.ROOM_ENTER_RESPONSE, 0);
        List<String> listed = new ArrayList<>();
        while (listed.size() < ids.size()) {
            Packet list = last.next(Wire.ROOM_USER_LIST_NOTIFY);
            assertThat(list.length()).isLessThanOrEqualTo(1_024);
            assertThat(list.users()).hasSizeBetween(1, 100);
            list.users().forEach(user -> listed.add(user.userId()));
        }

        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void aPacketThatIsNoneEndsTheConnection() {
        Stream.of(
                        Wire.raw(4, Wire.LOGIN_REQUEST, 0, new byte[0]),
                        Wire.raw(5, Wire.ROOM_LEAVE_REQUEST, 1, new byte[0]),
                        Wire.packet(Wire.ROOM_ENTER_REQUEST, new byte[3]))
                .forEach(bytes -> connect().send(bytes).expectClosed());
    }
}
