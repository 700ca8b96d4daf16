package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.Configs;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A chat server and clients that do anything at any moment, all of it chosen by one of the {@link Seeds}. */
class OneHostSimulationTest {

    private static final int STEPS = 300;
    private static final int ROOMS = 2;
    private static final int MAX_USERS = 3;
    private static final int USERS = 5;

    @Test
    void whateverClientsDoEachIsAnsweredInOrderAndHearsTheRoomWithoutAGap() {
        Seeds.play("", seed -> {
            try (Run run = new Run(seed)) {
                run.play();
            }
        });
    }

    private static final class Run implements AutoCloseable {
        private final Random random;
        private final ChatFixture chat = new ChatFixture(Configs.rooms(0, ROOMS, MAX_USERS));
        private final SimulatedRooms rooms = new SimulatedRooms(ROOMS, MAX_USERS);
        private final List<SimulatedClient> clients = new ArrayList<>();
        private int said;

        Run(long seed) {
            random = new Random(seed);
            for (int room = 0; room < ROOMS; room++) {
                SimulatedClient observer = connect();
                chat.addUser("observer" + room);
                observer.send(new LoginRequest("observer" + room, ChatFixture.PASSWORD));
                observer.send(new RoomEnterRequest(room));
                chat.settle();
                observer.read();
                rooms.observe(room, observer);
            }
            for (int user = 0; user < USERS; user++) {
                chat.addUser(name(user));
            }
            chat.accounts.hold();
            chat.passwords.hold();
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                something();
                for (SimulatedClient client : clients) {
                    client.read();
                }
            }
            chat.settle();
            while (chat.accounts.waiting() + chat.passwords.waiting() > 0) {
                answerAccounts();
                answerPasswords();
                chat.settle();
            }
            for (SimulatedClient client : clients) {
                client.read();
                if (client.session.ended() == null) {
                    assertThat(client.unanswered())
                            .as("unanswered requests of %s", client)
                            .isZero();
                }
            }
            rooms.check(clients);
        }

        private void something() {
            switch (random.nextInt(12)) {
                case 0 -> connect();
                case 1 -> answerAccounts();
                case 2 -> answerPasswords();
                case 3, 4, 5 -> chat.loop.step();
                case 6 -> lose();
                default -> request();
            }
        }

        private SimulatedClient connect() {
            SimulatedClient client = new SimulatedClient(chat.connect(), "client " + clients.size(), rooms);
            clients.add(client);
            return client;
        }

        private void answerAccounts() {
            if (chat.accounts.waiting() > 0) {
                chat.accounts.answerNext();
            }
        }

        private void answerPasswords() {
            if (chat.passwords.waiting() > 0 && random.nextBoolean()) {
                chat.passwords.runLast();
            } else if (chat.passwords.waiting() > 0) {
                chat.passwords.runNext();
            }
        }

        /** A connection ends, now or with one of the next sends. The observers stay. */
        private void lose() {
            if (clients.size() == ROOMS || random.nextInt(3) > 0) {
                return;
            }
            SimulatedClient client = clients.get(ROOMS + random.nextInt(clients.size() - ROOMS));
            if (random.nextBoolean()) {
                client.session.hangUpLater();
            } else {
                client.session.closeAtSend(1 + random.nextInt(3));
            }
        }

        private void request() {
            SimulatedClient client = clients.get(random.nextInt(clients.size()));
            boolean observer = clients.indexOf(client) < ROOMS;
            switch (random.nextInt(observer ? 3 : 7)) {
                case 0 -> client.send(new Ping((short) random.nextInt(1 << 15)));
                case 1, 2 -> client.send(new RoomChatRequest("말 " + said++));
                case 3 -> client.send(new RoomLeaveRequest());
                case 4 ->
                    client.send(new LoginRequest(
                            name(random.nextInt(USERS)), random.nextInt(4) == 0 ? "wrong" : ChatFixture.PASSWORD));
                default -> client.send(new RoomEnterRequest(random.nextInt(ROOMS + 1)));
            }
        }

        private static String name(int user) {
            return "사용자" + user;
        }

        @Override
        public void close() {
            chat.close();
        }
    }
}
