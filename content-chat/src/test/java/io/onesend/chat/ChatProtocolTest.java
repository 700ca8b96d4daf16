package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.FeaturesResponse;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomHistoryNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.packet.SessionTokenNotify;
import io.onesend.chat.packet.UnknownPacket;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatProtocolTest {

    private static final PacketRegistry<ClientPacket, ServerPacket> SERVER = ChatProtocol.serverRegistry();
    private static final PacketRegistry<ServerPacket, ClientPacket> CLIENT = ChatProtocol.clientRegistry();

    @Test
    void everyPacketThatAClientCanSendIsInTheTable() {
        assertThat(leavesOf(ClientPacket.class))
                .filteredOn(type -> type != UnknownPacket.class)
                .hasSize(8)
                .allSatisfy(type -> assertThat(ChatProtocol.idOf(type.asSubclass(ClientPacket.class)))
                        .isPositive());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 3, 10, 11, 20, 30, 200, 202, 203, 207, 208, 209, 214, 216, 217, 222, 223, 224, 230, 232, 233, 235,
                236, 237, 238, 239, 240, 1000, 0x7fff, 0x8000, 0xffff
            })
    void whatIsNotAClientsIdIsAnUnknownPacketWhateverItsBody(int id) {
        for (int bodyBytes : new int[] {0, 1, 300}) {
            assertThat(fromClient(id, new byte[bodyBytes])).isEqualTo(new UnknownPacket(id));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "201, 66", "206, 4", "215, 0", "221, 257", "231, 6", "234, 86"})
    void aBodyOfAnotherLengthThanThePacketsIsMalformed(int id, int bodyBytes) {
        assertThat(fromClient(id, new byte[bodyBytes])).isNotInstanceOf(UnknownPacket.class);
        assertMalformed(id, new byte[bodyBytes + 1]);
        if (bodyBytes > 0) {
            assertMalformed(id, new byte[bodyBytes - 1]);
            assertMalformed(id, new byte[0]);
        }
    }

    @Test
    void anEchoMayHaveAnyLength() {
        assertThat(fromClient(1, new byte[0])).isEqualTo(new DevEcho(new byte[0]));
        assertThat(fromClient(1, new byte[4091])).isEqualTo(new DevEcho(new byte[4091]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 201, 215, 500})
    void aTypeBitMakesAnyPacketMalformed(int id) {
        byte[] frame = frame(id, new byte[0]);
        for (int bit = 0; bit < 8; bit++) {
            frame[4] = (byte) (1 << bit);
            assertThatThrownBy(() -> SERVER.decode(PacketReader.over(frame)))
                    .isInstanceOf(MalformedPacketException.class);
        }
    }

    @Test
    void textWithoutANulIsMalformed() {
        byte[] login = new byte[66];
        Arrays.fill(login, 0, 33, (byte) 'a');
        assertMalformed(201, login);

        byte[] password = new byte[66];
        Arrays.fill(password, 33, 66, (byte) 'p');
        assertMalformed(201, password);

        byte[] chat = new byte[257];
        Arrays.fill(chat, (byte) 'm');
        assertMalformed(221, chat);
    }

    @Test
    void whatFollowsTheNulIsIgnored() {
        byte[] login = new byte[66];
        Arrays.fill(login, (byte) 0xff);
        System.arraycopy("bob\0".getBytes(StandardCharsets.UTF_8), 0, login, 0, 4);
        System.arraycopy("pw\0".getBytes(StandardCharsets.UTF_8), 0, login, 33, 3);
        assertThat(fromClient(201, login)).isEqualTo(new LoginRequest("bob", "pw"));
    }

    @Test
    void textThatIsNotUtf8IsNullForTheHandlerToAnswer() {
        byte[] login = new byte[66];
        login[0] = (byte) 0xc3;
        login[33] = (byte) 0xff;
        assertThat(fromClient(201, login)).isEqualTo(new LoginRequest(null, null));

        byte[] chat = new byte[257];
        chat[0] = (byte) 0xed;
        chat[1] = (byte) 0xa0;
        chat[2] = (byte) 0x80;
        assertThat(fromClient(221, chat)).isEqualTo(new RoomChatRequest(null));
    }

    @Test
    void theLongestTextsFitTheNotifyExactly() {
        RoomChatNotify longest =
                new RoomChatNotify("a".repeat(ChatProtocol.MAX_NAME_BYTES), "m".repeat(ChatProtocol.MAX_MESSAGE_BYTES));
        try (EncodedPacket encoded = SERVER.encode(longest)) {
            assertThat(encoded.length()).isEqualTo(295);
            assertThat(CLIENT.decode(PacketReader.over(encoded.toBytes()))).isEqualTo(longest);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CLIENT.encode(new RoomChatRequest("m".repeat(257))).close());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CLIENT.encode(new LoginRequest("a".repeat(33), "")).close());
    }

    @Test
    void aResultThatDoesNotExistIsMalformed() {
        byte[] frame = frame(202, new byte[] {99, 0});
        assertThatThrownBy(() -> CLIENT.decode(PacketReader.over(frame))).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void aReasonOfAGapThatDoesNotExistIsMalformed() {
        for (byte reason : new byte[] {0, 5, -1}) {
            byte[] body = new byte[21];
            body[20] = reason;
            assertThatThrownBy(() -> CLIENT.decode(PacketReader.over(frame(237, body))))
                    .isInstanceOf(MalformedPacketException.class);
        }
    }

    @Test
    void numbersThatDoNotFitTheirFieldsAreRefused() {
        for (ServerPacket packet : List.of(
                new FeaturesResponse(1L << 32, 0, 0),
                new FeaturesResponse(-1, 0, 0),
                new FeaturesResponse(0, 256, 0),
                new RoomHistoryNotify(65_536),
                new MoveNotify("", -1, 0),
                new MoveNotify("h".repeat(65), 0, 0))) {
            assertThatIllegalArgumentException()
                    .as("%s", packet)
                    .isThrownBy(() -> SERVER.encode(packet).close());
        }
    }

    @Test
    void neitherPasswordsNorTokensNorMessagesArePrinted() {
        assertThat(new LoginRequest("bob", "hush").toString()).doesNotContain("hush");
        assertThat(new RoomChatRequest("hush").toString()).doesNotContain("hush");
        assertThat(new RoomChatNotify("bob", "hush").toString()).doesNotContain("hush");
        assertThat(new SessionTokenNotify("hush").toString()).doesNotContain("hush");
        assertThat(new ResumeRequest("bob", "hush", 0, 1, 2).toString()).doesNotContain("hush");
        assertThat(new DevEcho("hush".getBytes(StandardCharsets.UTF_8)).toString())
                .doesNotContain("hush");
    }

    private static ClientPacket fromClient(int id, byte[] body) {
        return SERVER.decode(PacketReader.over(frame(id, body)));
    }

    private static void assertMalformed(int id, byte[] body) {
        assertThatThrownBy(() -> fromClient(id, body))
                .as("id %s with %s bytes", id, body.length)
                .isInstanceOf(MalformedPacketException.class);
    }

    private static byte[] frame(int id, byte[] body) {
        byte[] frame = new byte[5 + body.length];
        frame[0] = (byte) frame.length;
        frame[1] = (byte) (frame.length >> 8);
        frame[2] = (byte) id;
        frame[3] = (byte) (id >> 8);
        System.arraycopy(body, 0, frame, 5, body.length);
        return frame;
    }

    private static Stream<Class<?>> leavesOf(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(ChatProtocolTest::leavesOf)
                : Stream.of(sealed);
    }
}
