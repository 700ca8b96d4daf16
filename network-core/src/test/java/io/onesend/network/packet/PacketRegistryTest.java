package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketRegistryTest {

    private sealed interface Message {}

    private record Ping(short number) implements Message {}

    private record Leave() implements Message {}

    private record Blob(String hex) implements Message {}

    private record Unknown(int id) implements Message {}

    private static final PacketCodec<Ping> PING =
            PacketCodec.of(body -> new Ping(body.i16()), (ping, body) -> body.i16(ping.number()));
    private static final PacketCodec<Leave> LEAVE = PacketCodec.empty(new Leave());
    private static final PacketCodec<Blob> BLOB = PacketCodec.of(
            body -> new Blob(HexFormat.of().formatHex(body.rest())),
            (blob, body) -> body.bytes(HexFormat.of().parseHex(blob.hex())));

    private final PacketRegistry<Message, Message> registry = builder()
            .receives(1, BLOB)
            .receives(2, PING)
            .receives(215, LEAVE)
            .sends(1, Blob.class, BLOB)
            .sends(3, Ping.class, PING)
            .sends(65_535, Leave.class, LEAVE)
            .build();

    @Test
    void decodesByTheIdOfTheHeader() {
        assertThat(decode("0700020000feff")).isEqualTo(new Ping((short) -2));
        assertThat(decode("0500d70000")).isEqualTo(new Leave());
        assertThat(decode("080001000000ff10")).isEqualTo(new Blob("00ff10"));
        assertThat(decode("0500010000")).isEqualTo(new Blob(""));
    }

    @Test
    void encodesHeaderAndBody() {
        assertThat(encode(new Ping((short) 32_767))).isEqualTo("0700030000ff7f");
        assertThat(encode(new Leave())).isEqualTo("0500ffff00");
        assertThat(encode(new Blob("00ff10"))).isEqualTo("080001000000ff10");
    }

    @Test
    void encodesAShortPacketAfterALongOne() {
        assertThat(encode(new Blob("aa".repeat(60_000))))
                .startsWith("65ea010000")
                .hasSize(2 * 60_005);
        assertThat(encode(new Leave())).isEqualTo("0500ffff00");
    }

    @Test
    void encodesTheLongestPacketAndRefusesALongerOne() {
        assertThat(encode(new Blob("aa".repeat(65_530))))
                .startsWith("ffff010000")
                .hasSize(2 * 65_535);
        assertThatThrownBy(() -> registry.encode(new Blob("aa".repeat(65_531))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(encode(new Ping((short) 1))).as("and the next one is whole").isEqualTo("07000300000100");
    }

    @Test
    void encodesWithTheDeliveryOfTheEntryUnlessToldOtherwise() {
        PacketRegistry<Message, Message> urgent = builder()
                .sends(3, Ping.class, PING, Delivery.MUST_DELIVER)
                .sends(4, Leave.class, LEAVE)
                .build();
        try (EncodedPacket ping = urgent.encode(new Ping((short) 1));
                EncodedPacket leave = urgent.encode(new Leave());
                EncodedPacket other = urgent.encode(new Ping((short) 1), Delivery.NORMAL)) {
            assertThat(ping.delivery()).isSameAs(Delivery.MUST_DELIVER);
            assertThat(leave.delivery()).isSameAs(Delivery.NORMAL);
            assertThat(other.delivery()).isSameAs(Delivery.NORMAL);
        }
    }

    @Test
    void encodesTwoPacketsAsTwoFramesOfOnePacket() {
        try (EncodedPacket both =
                registry.encodeTogether(new Blob("00ff10"), new Ping((short) 2), Delivery.MUST_DELIVER)) {
            assertThat(HexFormat.of().formatHex(both.toBytes())).isEqualTo("080001000000ff10" + "07000300000200");
            assertThat(both.delivery()).isSameAs(Delivery.MUST_DELIVER);
        }
    }

    @Test
    void refusesTwoPacketsThatAreTooLongTogether() {
        Blob most = new Blob("aa".repeat(65_530 - 5));
        try (EncodedPacket both = registry.encodeTogether(most, new Leave(), Delivery.NORMAL)) {
            assertThat(both.length()).isEqualTo(65_535);
        }
        assertThatThrownBy(() -> registry.encodeTogether(most, new Ping((short) 1), Delivery.NORMAL))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 214, 216, 65_535})
    void handsAnIdThatNobodyReceivesToTheUnknownPacketWhateverItsBody(int id) {
        String header = String.format("0700%02x%02x00", id & 0xff, id >> 8);

        assertThat(decode(header + "abcd")).isEqualTo(new Unknown(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "02", "04", "08", "10", "20", "40", "80", "ff"})
    void refusesEveryTypeBitOfKnownAndUnknownPackets(String type) {
        assertMalformed("07000200" + type + "0000", "type " + Integer.parseInt(type, 16));
        assertMalformed("0500ffff" + type, "type " + Integer.parseInt(type, 16));
    }

    @Test
    void refusesABodyThatIsTooLong() {
        assertMalformed("0800020000feff00", "1 bytes too many");
        assertMalformed("0600d7000000", "packet 215 has 1 bytes too many");
    }

    @Test
    void refusesABodyThatIsTooShort() {
        assertMalformed("0600020000fe", "too early");
        assertMalformed("0500020000", "too early");
    }

    @Test
    void refusesAFrameShorterThanItsHeader() {
        assertMalformed("04000200", "too early");
        assertMalformed("", "too early");
    }

    @Test
    void takesAFrameOfItsIdsMaximumAndRefusesOneMore() {
        PacketRegistry<Message, Message> limited =
                builder().receives(1, BLOB, PacketLimits.ofBytes(7)).build();

        assertThat(limited.decode(reader("07000100000102"))).isEqualTo(new Blob("0102"));
        assertThatThrownBy(() -> limited.decode(reader("0800010000010203")))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("packet 1 has 8 bytes, more than its 7");
        assertThat(limited.decode(reader("0800020000010203"))).isEqualTo(new Unknown(2));
    }

    @Test
    void knowsWhatAFrameCostsWithoutReadingIt() {
        PacketRegistry<Message, Message> priced = builder()
                .receives(1, BLOB, PacketLimits.ofCost(0))
                .receives(2, BLOB, PacketLimits.ofCost(40))
                .receives(3, BLOB)
                .build();
        PacketReader dear = reader("05000200000102");

        assertThat(priced.cost(dear)).isEqualTo(40);
        assertThat(priced.decode(dear)).isEqualTo(new Blob("0102"));
        assertThat(priced.cost(reader("0500010000"))).isZero();
        assertThat(priced.cost(reader("0500030000"))).isEqualTo(1);
        assertThat(priced.cost(reader("0500ffff00"))).isEqualTo(1);
        assertThatThrownBy(() -> priced.cost(reader("050001"))).isInstanceOf(MalformedPacketException.class);
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "5, -1"})
    void refusesLimitsThatNoPacketCanMeet(int maxBytes, int cost) {
        assertThatThrownBy(() -> new PacketLimits(maxBytes, cost)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTwoPacketsOfOneIdInEitherDirection() {
        assertThatThrownBy(() -> builder().receives(2, PING).receives(2, LEAVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id 2");
        assertThatThrownBy(() -> builder().sends(2, Ping.class, PING).sends(2, Leave.class, LEAVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id 2");
    }

    @Test
    void refusesOneTypeUnderTwoIds() {
        assertThatThrownBy(() -> builder().sends(2, Ping.class, PING).sends(3, Ping.class, PING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ping");
    }

    @Test
    void allowsOneIdInBothDirections() {
        assertThat(builder().receives(1, BLOB).sends(1, Blob.class, BLOB).build())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesAnIdThatDoesNotFitTheHeader(int id) {
        assertThatThrownBy(() -> builder().receives(id, PING)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().sends(id, Ping.class, PING)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToEncodeWhatWasNotRegistered() {
        assertThatThrownBy(() -> registry.encode(new Unknown(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unknown");
    }

    @Test
    void isNotChangedByItsBuilderAfterwards() {
        PacketRegistry.Builder<Message, Message> builder = builder().receives(2, PING);
        PacketRegistry<Message, Message> built = builder.build();
        builder.receives(1, BLOB);

        assertThat(built.decode(PacketReader.over(HexFormat.of().parseHex("0500010000"))))
                .isEqualTo(new Unknown(1));
    }

    @Test
    void anEmptyRegistryKnowsNothing() {
        assertThat(builder().build().decode(PacketReader.over(HexFormat.of().parseHex("0500000000"))))
                .isEqualTo(new Unknown(0));
    }

    private static PacketRegistry.Builder<Message, Message> builder() {
        return PacketRegistry.builder(Unknown::new);
    }

    private Message decode(String hex) {
        return registry.decode(PacketReader.over(HexFormat.of().parseHex(hex)));
    }

    private String encode(Message message) {
        try (EncodedPacket packet = registry.encode(message)) {
            return HexFormat.of().formatHex(packet.toBytes());
        }
    }

    private static PacketReader reader(String hex) {
        return PacketReader.over(HexFormat.of().parseHex(hex));
    }

    private void assertMalformed(String hex, String message) {
        assertThatThrownBy(() -> decode(hex))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining(message);
    }
}
