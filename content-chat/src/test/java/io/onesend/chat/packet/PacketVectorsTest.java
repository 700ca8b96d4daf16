package io.onesend.chat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatProtocol;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole packets as bytes that neither our encoder nor our decoder made. */
class PacketVectorsTest {

    private static final PacketRegistry<ClientPacket, ServerPacket> SERVER = ChatProtocol.serverRegistry();
    private static final PacketRegistry<ServerPacket, ClientPacket> CLIENT = ChatProtocol.clientRegistry();

    record Vector(String name, int id, JsonNode fields, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String file : List.of("/packets.json", "/cluster-packets.json")) {
            try (InputStream json = PacketVectorsTest.class.getResourceAsStream(file)) {
                for (JsonNode node : JsonMapper.builder().build().readTree(json)) {
                    vectors.add(new Vector(
                            node.get("name").asString(),
                            node.get("id").asInt(),
                            node.get("fields"),
                            HexFormat.of().parseHex(node.get("hex").asString())));
                }
            }
        }
        return vectors;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsAndWritesExactlyTheseBytes(Vector vector) {
        Object packet = packetOf(vector);
        if (packet instanceof ClientPacket fromClient) {
            assertThat(SERVER.decode(PacketReader.over(vector.bytes()))).isEqualTo(fromClient);
            try (EncodedPacket encoded = CLIENT.encode(fromClient)) {
                assertThat(encoded.toBytes()).isEqualTo(vector.bytes());
            }
        }
        if (packet instanceof ServerPacket fromServer) {
            assertThat(CLIENT.decode(PacketReader.over(vector.bytes()))).isEqualTo(fromServer);
            try (EncodedPacket encoded = SERVER.encode(fromServer)) {
                assertThat(encoded.toBytes()).isEqualTo(vector.bytes());
            }
        }
    }

    @Test
    void thereIsAVectorForEveryIdOfTheProtocol() throws IOException {
        Set<Integer> ids = new TreeSet<>();
        vectors().forEach(vector -> ids.add(vector.id()));
        assertThat(ids)
                .containsExactly(
                        1, 2, 3, 201, 202, 206, 207, 208, 209, 215, 216, 217, 221, 222, 223, 231, 232, 233, 234, 235,
                        236, 237, 238, 239);
    }

    private static Object packetOf(Vector vector) {
        JsonNode fields = vector.fields();
        return switch (vector.id()) {
            case 1 -> new DevEcho(HexFormat.of().parseHex(fields.get("bodyHex").asString()));
            case 2 -> new Ping((short) fields.get("number").asInt());
            case 3 -> new Pong((short) fields.get("number").asInt());
            case 201 -> new LoginRequest(text(fields, "userId"), text(fields, "password"));
            case 202 -> new LoginResponse(result(fields));
            case 206 -> new RoomEnterRequest(fields.get("roomNumber").asInt());
            case 207 -> new RoomEnterResponse(result(fields));
            case 208 -> new RoomNewUserNotify(fields.get("userUniqueId").asLong(), text(fields, "userId"));
            case 209 -> new RoomUserListNotify(users(fields.get("users")));
            case 215 -> new RoomLeaveRequest();
            case 216 -> new RoomLeaveResponse(result(fields));
            case 217 -> new RoomLeaveUserNotify(fields.get("userUniqueId").asLong());
            case 221 -> new RoomChatRequest(text(fields, "message"));
            case 222 -> new RoomChatResponse(result(fields));
            case 223 -> new RoomChatNotify(text(fields, "userId"), text(fields, "message"));
            case 231 ->
                new FeaturesRequest(number(fields, "version"), u32(fields, "features"), number(fields, "history"));
            case 232 ->
                new FeaturesResponse(u32(fields, "features"), number(fields, "history"), u32(fields, "windowSeconds"));
            case 233 -> new SessionTokenNotify(text(fields, "token"));
            case 234 ->
                new ResumeRequest(
                        text(fields, "userId"),
                        text(fields, "token"),
                        number(fields, "roomNumber"),
                        fields.get("offset").asLong(),
                        fields.get("tag").asLong());
            case 235 -> new ResumeResponse(result(fields), u32(fields, "replay"));
            case 236 ->
                new RoomPositionNotify(
                        fields.get("offset").asLong(), fields.get("tag").asLong());
            case 237 ->
                new RoomGapNotify(
                        number(fields, "roomNumber"),
                        fields.get("fromOffset").asLong(),
                        fields.get("toOffset").asLong(),
                        RoomGapNotify.Reason.fromCode(number(fields, "reason")));
            case 238 -> new RoomHistoryNotify(number(fields, "count"));
            case 239 -> new MoveNotify(text(fields, "host"), number(fields, "port"), u32(fields, "afterMillis"));
            default -> throw new AssertionError("a vector of an id that is not in this test: " + vector.id());
        };
    }

    private static String text(JsonNode fields, String name) {
        return fields.get(name).asString();
    }

    private static int number(JsonNode fields, String name) {
        return fields.get(name).asInt();
    }

    private static long u32(JsonNode fields, String name) {
        return fields.get(name).asLong();
    }

    private static ResultCode result(JsonNode fields) {
        return ResultCode.fromCode(fields.get("result").asInt());
    }

    private static List<RoomUserListNotify.User> users(JsonNode pairs) {
        List<RoomUserListNotify.User> users = new ArrayList<>();
        for (JsonNode pair : pairs) {
            users.add(new RoomUserListNotify.User(
                    pair.get(0).asLong(), pair.get(1).asString()));
        }
        return users;
    }
}
