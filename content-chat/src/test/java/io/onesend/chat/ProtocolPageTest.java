package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.packet.UnknownPacket;
import io.onesend.chat.user.ChatUser.State;
import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketRegistry;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md of this module says of the protocol. */
class ProtocolPageTest {

    private static final PacketRegistry<ClientPacket, ServerPacket> SERVER = ChatProtocol.serverRegistry();
    private static final PacketRegistry<ServerPacket, ClientPacket> CLIENT = ChatProtocol.clientRegistry();

    private static final List<State> STATES = List.of(State.CONNECTED, State.LOGGED_IN, State.IN_ROOM);

    record ClientRow(int id, String name, String body, String bytes, String state, String otherwise) {
        @Override
        public String toString() {
            return name;
        }
    }

    record ServerRow(int id, String name, String body, String bytes, String dropped) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<ClientRow> fromClient() throws IOException {
        return Readme.of("content-chat").table("| id | packet | body | bytes | state | otherwise |").stream()
                .map(row -> new ClientRow(
                        Integer.parseInt(row.get(0)), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5)))
                .toList();
    }

    static List<ServerRow> fromServer() throws IOException {
        return Readme.of("content-chat").table("| id | packet | body | bytes | dropped |").stream()
                .map(row -> new ServerRow(Integer.parseInt(row.get(0)), row.get(1), row.get(2), row.get(3), row.get(4)))
                .toList();
    }

    @Test
    void hasEveryPacket() throws IOException {
        assertThat(fromClient())
                .extracting(row -> row.id() + " " + row.name())
                .containsExactlyInAnyOrderElementsOf(leavesOf(ClientPacket.class)
                        .filter(type -> type != UnknownPacket.class)
                        .map(type -> ChatProtocol.idOf(type.asSubclass(ClientPacket.class)) + " " + wireName(type))
                        .toList());
        assertThat(fromServer())
                .extracting(row -> row.id() + " " + row.name())
                .containsExactlyInAnyOrderElementsOf(leavesOf(ServerPacket.class)
                        .filter(type -> type != UnknownPacket.class)
                        .map(type ->
                                ChatProtocol.idFromServer(type.asSubclass(ServerPacket.class)) + " " + wireName(type))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("fromClient")
    void hasTheFieldsThatTheServerReads(ClientRow row) {
        BodyText body = BodyText.parse(row.body());

        ClientPacket packet = SERVER.decode(PacketReader.over(body.packet(row.id())));

        assertFields((Record) packet, row.name(), body);
        assertThat(row.bytes()).isEqualTo(body.length());
    }

    @ParameterizedTest
    @MethodSource("fromServer")
    void hasTheFieldsThatTheServerWritesAndWhatMayBeDropped(ServerRow row) {
        BodyText body = BodyText.parse(row.body());

        ServerPacket packet = CLIENT.decode(PacketReader.over(body.packet(row.id())));

        assertFields((Record) packet, row.name(), body);
        assertThat(row.bytes()).isEqualTo(body.length());
        try (EncodedPacket encoded = SERVER.encode(packet)) {
            assertThat(encoded.toBytes()).isEqualTo(body.packet(row.id()));
            assertThat(row.dropped()).isEqualTo(encoded.delivery() == Delivery.NORMAL ? "when full" : "never");
        }
    }

    @ParameterizedTest
    @MethodSource("fromClient")
    void hasTheStateOfEachRequestAndTheAnswerInTheOthers(ClientRow row) {
        for (State state : STATES) {
            try (ChatFixture chat = ChatFixture.withDefaults()) {
                FakeSession session = sessionIn(state, chat);
                session.receive(request(row.id()));

                List<ServerPacket> sent = session.takeSent();
                if (row.otherwise().equals("ignored")) {
                    // In its own state as well: this host is in no cluster.
                    assertThat(sent).isEmpty();
                    assertThat(chat.server.statistics().unknownPackets()).isEqualTo(1);
                    continue;
                }
                ServerPacket answer = sent.get(0);
                if (row.state().equals("any")) {
                    assertThat(answer).isNotInstanceOf(ResultResponse.class);
                } else {
                    assertThat(((ResultResponse) answer).result().code())
                            .as("%s in %s", row.name(), state)
                            .isEqualTo(
                                    row.state().equals(state.name()) ? granted(row) : answerIn(state, row.otherwise()));
                }
            }
        }
    }

    @Test
    void hasEveryResultAndTellsWhichAreNeverSent() throws IOException {
        List<String> documented = new ArrayList<>();
        for (List<String> row : Readme.of("content-chat").table("| result | name | meaning |")) {
            documented.add(row.get(0) + " " + row.get(1));
            assertThat(row.get(2).equals("never sent"))
                    .as("%s is never sent", row.get(1))
                    .isEqualTo(!isUsed(row.get(1)));
        }

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ResultCode.values())
                        .map(result -> result.code() + " " + result)
                        .toList());
    }

    private static void assertFields(Record packet, String name, BodyText body) {
        assertThat(wireName(packet.getClass())).isEqualTo(name);
        List<BodyText.Field> found = new ArrayList<>();
        collect(packet, found);
        assertThat(found)
                .extracting(field -> field.name() + " = " + field.value())
                .containsExactlyElementsOf(body.fields().stream()
                        .map(field -> field.name() + " = " + field.value())
                        .toList());
    }

    private static void collect(Record packet, List<BodyText.Field> fields) {
        for (RecordComponent component : packet.getClass().getRecordComponents()) {
            Object value = valueOf(packet, component);
            if (value instanceof List<?> users) {
                fields.add(new BodyText.Field("count", "", users.size()));
                users.forEach(user -> collect((Record) user, fields));
            } else if (value instanceof ResultCode result) {
                fields.add(new BodyText.Field(component.getName(), "", result.code()));
            } else if (value instanceof RoomGapNotify.Reason reason) {
                fields.add(new BodyText.Field(component.getName(), "", reason.code()));
            } else if (value instanceof byte[] bytes) {
                fields.add(new BodyText.Field(component.getName(), "", new String(bytes, StandardCharsets.UTF_8)));
            } else {
                fields.add(new BodyText.Field(component.getName(), "", value));
            }
        }
    }

    private static Object valueOf(Record packet, RecordComponent component) {
        try {
            return component.getAccessor().invoke(packet);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static FakeSession sessionIn(State state, ChatFixture chat) {
        chat.addUser("alice");
        return switch (state) {
            case LOGGED_IN -> chat.loggedIn("bob");
            case IN_ROOM -> chat.inRoom("bob", 7);
            default -> chat.connect();
        };
    }

    private static ClientPacket request(int id) {
        return switch (id) {
            case 1 -> new DevEcho(new byte[3]);
            case 2 -> new Ping((short) 5);
            case 201 -> new LoginRequest("alice", ChatFixture.PASSWORD);
            case 206 -> new RoomEnterRequest(8);
            case 215 -> new RoomLeaveRequest();
            case 221 -> new RoomChatRequest("hello");
            case 231 -> new FeaturesRequest(FeaturesRequest.VERSION, Features.ALL, 0);
            case 234 -> new ResumeRequest("alice", "a token that nobody has", 0, 1, 1);
            default -> throw new AssertionError("a packet without an example here: " + id);
        };
    }

    /** The answer in the packet's own state, to the example above. */
    private static int granted(ClientRow row) {
        return row.id() == 234 ? ResultCode.RESUME_UNKNOWN_TOKEN.code() : 0;
    }

    /** Reads {@code 51; in a room 52}. */
    private static int answerIn(State state, String otherwise) {
        String[] answers = otherwise.split("; in a room ");
        return Integer.parseInt(answers[state == State.IN_ROOM ? answers.length - 1 : 0]);
    }

    private static boolean isUsed(String result) throws IOException {
        Pattern name = Pattern.compile("ResultCode\\." + result + "\\b");
        try (Stream<Path> sources = Files.walk(Readme.root().resolve("content-chat/src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                if (name.matcher(Files.readString(source)).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String wireName(Class<?> packet) {
        return packet.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static Stream<Class<?>> leavesOf(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(ProtocolPageTest::leavesOf)
                : Stream.of(sealed);
    }
}
