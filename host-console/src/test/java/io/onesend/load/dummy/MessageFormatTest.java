package io.onesend.load.dummy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.LoadPlan;
import io.onesend.load.LoadScheme;
import io.onesend.load.LoadTiming;
import io.onesend.load.SizeRange;
import io.onesend.network.packet.PacketReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFormatTest {

    private static final int RUN = 4_095;
    private static final int SENDER = 200_000;
    private static final long NOW = 123_456_789_012_345L;

    private static MessageFormat format(int least, int most) {
        LoadTiming timing = new LoadTiming(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        LoadPlan plan = new LoadPlan(new InetSocketAddress(1), 0, timing, 7, "", LoadScheme.TOKEN, 1, List.of());
        return new MessageFormat(plan, new SizeRange(least, most), RUN);
    }

    private static byte[] message(MessageFormat format, long sequence) {
        byte[] message = new byte[format.size(SENDER, sequence)];
        format.write(message, 0, SENDER, sequence, NOW);
        return message;
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 31, 32, 33, 64, 255, 256, 4096})
    void isUtf8OfExactlyItsSizeAndReadAsItWasWritten(int size) throws CharacterCodingException {
        MessageFormat format = format(size, size);
        byte[] message = message(format, 77);

        assertThat(message).hasSize(size);
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(message))
                .toString();
        assertThat(text).doesNotContain("\0");
        if (size >= 32) {
            assertThat(text).contains("안녕하세요");
        }
        PacketReader reader = PacketReader.over(message);
        MessageIdentity identity = format.read(reader);
        assertThat(identity).isNotNull();
        assertThat(identity.sender()).isEqualTo(SENDER);
        assertThat(identity.sequenceNear(70)).isEqualTo(77);
        assertThat(identity.age(NOW + 5_000_000)).isBetween(5_000_000L - 1_024, 5_000_000L + 1_024);
        assertThat(format.isRestNextIn(reader, SENDER, 77)).isTrue();
        assertThat(reader.remaining()).isZero();
    }

    @Test
    void noticesEveryBitThatIsNotAsItWas() {
        MessageFormat format = format(48, 48);
        byte[] message = message(format, 5);
        int unnoticed = 0;
        for (int bit = 0; bit < 8 * message.length; bit++) {
            byte[] changed = message.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            PacketReader reader = PacketReader.over(changed);
            MessageIdentity identity = format.read(reader);
            if (identity != null && format.isRestNextIn(reader, SENDER, 5)) {
                unnoticed++;
            }
        }
        assertThat(unnoticed).isZero();
    }

    @Test
    void isNotThatOfAnotherRun() {
        byte[] message = new byte[16];
        MessageIdentity.write(message, 0, RUN - 1, SENDER, 5, NOW);

        assertThat(format(16, 16).read(PacketReader.over(message))).isNull();
        assertThat(format(16, 16).read(PacketReader.over(new byte[15]))).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, (1 << 24) - 1, 1 << 24, (1 << 24) + 1, 5_000_000_000L})
    void findsTheSequenceBehindItsLastBits(long sequence) {
        byte[] message = message(format(16, 16), sequence);
        MessageIdentity identity = format(16, 16).read(PacketReader.over(message));

        assertThat(identity).isNotNull();
        assertThat(identity.sequenceNear(sequence)).isEqualTo(sequence);
        assertThat(identity.sequenceNear(sequence + 8_000_000)).isEqualTo(sequence);
        assertThat(identity.sequenceNear(sequence - 8_000_000)).isEqualTo(sequence);
    }

    @Test
    void hasRandomSizesThatAreTheSameAgainWithTheSameSeed() {
        MessageFormat one = format(16, 256);
        MessageFormat other = format(16, 256);
        int[] seen = new int[257];
        for (int sequence = 0; sequence < 10_000; sequence++) {
            int size = one.size(1, sequence);
            assertThat(other.size(1, sequence)).isEqualTo(size);
            seen[size]++;
        }
        assertThat(seen[16]).isPositive();
        assertThat(seen[256]).isPositive();
        assertThat(seen[128]).isLessThan(100);
    }
}
