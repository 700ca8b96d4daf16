package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.onesend.network.FrameEnd;
import io.onesend.network.FrameFormat;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how a session cuts lines and delimited frames, read by read. */
class DelimitedFramesTest {

    private static final int MAX = 16;
    private static final FrameFormat DASHES = FrameFormat.delimitedBy("-->");

    private final List<String> frames = new ArrayList<>();
    private InboundFrames inbound = framesOf(FrameFormat.LINES, MAX);

    private static InboundFrames framesOf(FrameFormat format, int maxFrameBytes) {
        return new InboundFrames(InboundFrameCutter.of(format, maxFrameBytes), new PacketReader());
    }

    /** Hands over each read alone and cuts all frames from it. */
    private List<String> receive(String... reads) {
        for (String read : reads) {
            inbound.add(Unpooled.directBuffer().writeBytes(read.getBytes(ISO_8859_1)));
            inbound.cut((frame, length) -> frames.add(new String(frame.rest(), ISO_8859_1)));
        }
        return frames;
    }

    @AfterEach
    void nothingIsKept() {
        inbound.release();
    }

    @Test
    void handsOnALineWithoutWhatEndsIt() {
        assertThat(receive("hello\n")).containsExactly("hello");
        assertThat(receive("there\r\n")).containsExactly("hello", "there");
    }

    @Test
    void stripsOneCarriageReturnAndOnlyAtTheEnd() {
        assertThat(receive("a\rb\r\r\n\r\n\n")).containsExactly("a\rb\r", "", "");
    }

    @Test
    void waitsForTheEndOfALineThatComesByteByByte() {
        for (String each : "hello\r".split("")) {
            assertThat(receive(each)).isEmpty();
        }
        assertThat(receive("\n")).containsExactly("hello");
    }

    @Test
    void cutsTwoLinesOfOneReadAndKeepsTheBegunOne() {
        assertThat(receive("one\ntwo\r\nthr")).containsExactly("one", "two");
        assertThat(receive("ee\n")).containsExactly("one", "two", "three");
    }

    @Test
    void handsOnTheLongestLineWhateverEndsIt() {
        assertThat(receive("123456789012345\n", "12345678901234\r\n"))
                .containsExactly("123456789012345", "12345678901234");
    }

    @ParameterizedTest
    @CsvSource({"1234567890123456", "1234567890123456x"})
    void refusesALineAsSoonAsItIsTooLong(String line) {
        receive("ok\n", "123456789012345\n");

        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> receive(line))
                .withMessage("no delimiter within 16 bytes");
        assertThat(frames).hasSize(2);
    }

    @Test
    void refusesALongLineThatComesByteByByteAtTheLastByteItMayHave() {
        for (int i = 1; i < MAX; i++) {
            receive("x");
        }
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> receive("x"));
    }

    @ParameterizedTest
    @CsvSource({"a,-->", "a-,->", "a--,>", "-,-->", "--,-->", "a-->b,-->", "-->,-->"})
    void findsADelimiterWhereverAReadCutsIt(String first, String second) {
        inbound = framesOf(DASHES, MAX);

        String all = first + second;
        List<String> expected = new ArrayList<>(List.of(all.split("-->", -1)));
        expected.remove(expected.size() - 1);
        assertThat(receive(first, second)).isEqualTo(expected);
    }

    @Test
    void takesWhatOnlyLooksLikeADelimiterForContent() {
        inbound = framesOf(DASHES, MAX);

        assertThat(receive("a-", "-", "-", "-", ">b--", "x\n-->")).containsExactly("a--", "b--x\n");
    }

    @Test
    void handsOnTheLongestDelimitedFrameAndRefusesOneByteMore() {
        inbound = framesOf(DASHES, MAX);

        assertThat(receive("1234567890123-->")).containsExactly("1234567890123");
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> receive("12345678901234-->"));
    }

    @Test
    void cutsRandomFramesAtRandomPlaces() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (FrameFormat format : List.of(FrameFormat.LINES, DASHES, FrameFormat.delimitedBy((byte) 0))) {
            inbound.release();
            inbound = framesOf(format, 4096);
            frames.clear();
            List<String> expected = new ArrayList<>();
            StringBuilder stream = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                // Full of partial delimiters, but without a whole one and without a stripped carriage return.
                String frame = random.ints(random.nextInt(200), 0, 4)
                        .mapToObj(c -> "->\rx".substring(c, c + 1))
                        .reduce("", String::concat)
                        .replace("-->", "--x")
                        .concat("x");
                expected.add(frame);
                stream.append(frame).append(delimiterOf(format));
            }
            for (int from = 0; from < stream.length(); ) {
                int to = Math.min(stream.length(), from + 1 + random.nextInt(random.nextBoolean() ? 4 : 700));
                receive(stream.substring(from, to));
                from = to;
            }
            assertThat(frames).as("%s, seed %d", format, seed).isEqualTo(expected);
        }
    }

    private static String delimiterOf(FrameFormat format) {
        StringBuilder text = new StringBuilder();
        ((FrameEnd.ByDelimiter) format.end()).delimiter().forEach(each -> text.append((char) each.byteValue()));
        return text.toString();
    }

    @Test
    void looksAtNoByteTwiceButForWhatADelimiterMayHaveBegunWith() {
        ByteBuffer bytes = ByteBuffer.wrap("-->..-->".getBytes(ISO_8859_1));

        assertThat(InboundFrameCutter.of(DASHES, 4096).frameLength(bytes, 0, 8, 3))
                .isEqualTo(8);
        assertThat(InboundFrameCutter.of(DASHES, 4096).frameLength(bytes, 0, 7, 3))
                .isEqualTo(InboundFrameCutter.INCOMPLETE);
        assertThat(InboundFrameCutter.of(DASHES, 4096).frameLength(bytes, 0, 8, 2))
                .isEqualTo(3);
    }

    /** If each read searched and moved this line again, it would cost half a minute of this thread's time. */
    @Test
    void spendsNoMoreOnALongLineForComingInManyReads() {
        int read = 1024;
        int reads = 8 * 1024;
        inbound = framesOf(FrameFormat.LINES, 2 * read * reads);
        byte[] bytes = new byte[read];
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        for (int i = 0; i < reads; i++) {
            inbound.add(Unpooled.wrappedBuffer(bytes));
            inbound.cut((frame, length) -> true);
        }
        List<Integer> lengths = new ArrayList<>();
        inbound.add(Unpooled.wrappedBuffer(new byte[] {'\n'}));
        inbound.cut((frame, length) -> lengths.add(length));

        Duration spent = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        assertThat(lengths).containsExactly(read * reads + 1);
        assertThat(spent).isLessThan(Duration.ofSeconds(5));
    }
}
