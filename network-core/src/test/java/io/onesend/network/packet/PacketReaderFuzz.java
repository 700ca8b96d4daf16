package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads any fields from any bytes: the result is values or a malformed packet, and never a byte outside the frame. */
class PacketReaderFuzz {

    private static final int MARGIN = 16;

    /** The first byte is the number of following bytes that choose fields, and 0x40 for big-endian; the rest is the frame. */
    @FuzzTest(maxDuration = "1m")
    void readsInsideTheFrameOnly(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int fields = Math.min(input[0] & 0x3f, input.length - 1);
        int length = input.length - 1 - fields;
        // Foreign bytes surround the frame: a reader that reads them finds a text without an end.
        byte[] memory = new byte[length + 2 * MARGIN];
        java.util.Arrays.fill(memory, (byte) 'x');
        System.arraycopy(input, 1 + fields, memory, MARGIN, length);
        PacketReader reader = new PacketReader();
        reader.wrap(ByteBuffer.wrap(memory), MARGIN, length);
        reader.order((input[0] & 0x40) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        try {
            for (int i = 1; i <= fields; i++) {
                int before = reader.remaining();
                int width = read(reader, input[i] & 0xff);
                assertThat(before - reader.remaining()).isEqualTo(width);
                assertThat(reader.remaining()).isNotNegative();
            }
        } catch (MalformedPacketException expected) {
            assertThat(reader.remaining()).isNotNegative();
        }
    }

    /** Reads the field and returns its number of bytes. */
    private static int read(PacketReader reader, int field) {
        int size = field >> 3;
        return switch (field & 7) {
            case 0 -> inRange(reader.u8(), 0, 0xff, 1);
            case 1 -> inRange(reader.i16(), Short.MIN_VALUE, Short.MAX_VALUE, 2);
            case 2 -> inRange(reader.u16(), 0, 0xffff, 2);
            case 3 -> inRange(reader.i32(), Integer.MIN_VALUE, Integer.MAX_VALUE, 4);
            case 4 -> inRange(reader.i64(), Long.MIN_VALUE, Long.MAX_VALUE, 8);
            case 5 -> reader.bytes(size).length;
            case 6 -> {
                String text = reader.fixedText(size + 1);
                if (text != null) {
                    assertThat(text).doesNotContain("\0");
                    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(size);
                }
                yield size + 1;
            }
            default -> {
                int before = reader.remaining();
                String text = reader.text8();
                int read = before - reader.remaining();
                if (text != null) {
                    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(read - 1);
                }
                yield read;
            }
        };
    }

    private static int inRange(long value, long least, long most, int width) {
        assertThat(value).isBetween(least, most);
        return width;
    }
}
