package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.checker.ClientLog;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.packet.ServerPacket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks what clients heard of each room against what its observer heard, who is in the room from beginning to end: every client
 * heard a run of the same stream, from its entry on, without a gap; the room was never over its limit; a user was in once.
 */
final class SimulatedRooms implements Expectations {

    private final int count;
    private final int maxUsers;
    private final Map<Integer, SimulatedClient> observers = new HashMap<>();
    private final Map<String, SimulatedClient> users = new HashMap<>();
    private final Map<Integer, List<String>> accepted = new HashMap<>();

    SimulatedRooms(int count, int maxUsers) {
        this.count = count;
        this.maxUsers = maxUsers;
    }

    @Override
    public boolean exists(int room) {
        return room >= 0 && room < count;
    }

    @Override
    public boolean mayBeUnavailable() {
        return false;
    }

    @Override
    public boolean mayForget() {
        return false;
    }

    @Override
    public boolean mayBeUncertain() {
        return false;
    }

    void observe(int room, SimulatedClient observer) {
        assertThat(observer.room()).as("the observer's room").isEqualTo(room);
        observers.put(room, observer);
    }

    /** A client was told that it is logged in: if it is still there, the one before it of the same id must be gone. */
    @Override
    public void loggedIn(SimulatedClient client) {
        if (client.session.ended() != null) {
            return;
        }
        SimulatedClient before = users.put(client.userId(), client);
        if (before != null) {
            assertThat(before.session.ended())
                    .as("%s logged in while %s was", client, before)
                    .isNotNull();
        }
    }

    @Override
    public void resumed(ResultCode result) {
        throw new AssertionError("a host that is alone has resumed a session: " + result);
    }

    @Override
    public void accepted(int room, String text) {
        accepted.computeIfAbsent(room, key -> new ArrayList<>()).add(text);
    }

    /** To be called once, at the end. */
    void check(List<SimulatedClient> clients) {
        observers.forEach((room, observer) -> checkRoom(room, observer, clients));
    }

    private void checkRoom(int room, SimulatedClient observer, List<SimulatedClient> clients) {
        ClientLog.Stay whole = observer.log.stays().get(0);
        List<ServerPacket> stream = whole.heard();
        Map<User, Integer> entries = new HashMap<>();
        List<User> members = new ArrayList<>(whole.members());
        List<List<User>> membersAt = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (ServerPacket packet : stream) {
            if (packet instanceof RoomNewUserNotify entered) {
                members.add(new User(entered.userUniqueId(), entered.userId()));
            } else if (packet instanceof RoomLeaveUserNotify left) {
                assertThat(members.removeIf(user -> user.userUniqueId() == left.userUniqueId()))
                        .as("%s was a member", left)
                        .isTrue();
            } else if (packet instanceof RoomChatNotify chat) {
                said.add(chat.message());
            }
            assertThat(members)
                    .as("members of room %d", room)
                    .hasSizeLessThanOrEqualTo(maxUsers)
                    .doesNotHaveDuplicates();
            membersAt.add(List.copyOf(members));
        }
        assertThat(said).as("what was heard in room %d", room).doesNotHaveDuplicates();
        assertThat(said).containsAll(accepted.getOrDefault(room, List.of()));
        for (SimulatedClient client : clients) {
            int from = 0;
            for (ClientLog.Stay stay : client.log.stays()) {
                if (client != observer && stay.room() == room && !stay.members().isEmpty()) {
                    from = checkStay(stay, stream, membersAt, from) + 1;
                }
            }
        }
    }

    /** Finds the entry of a stay in the stream; the list that came with it and all that follows must be the observer's. */
    private static int checkStay(ClientLog.Stay stay, List<ServerPacket> stream, List<List<User>> membersAt, int from) {
        User self = stay.members().get(stay.members().size() - 1);
        int at = from;
        RoomNewUserNotify entry = new RoomNewUserNotify(self.userUniqueId(), self.userId());
        while (at < stream.size() && !stream.get(at).equals(entry)) {
            at++;
        }
        assertThat(at).as("the entry of %s was heard", self).isLessThan(stream.size());
        assertThat(stay.members()).as("the list for %s", self).isEqualTo(membersAt.get(at));
        assertThat(stay.heard())
                .as("what %s heard", self)
                .isEqualTo(stream.subList(at + 1, at + 1 + stay.heard().size()));
        return at;
    }
}
