package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.onesend.network.FrameBytes;
import io.onesend.network.FrameFormat;
import io.onesend.network.FrameRule;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests how a session cuts the frames of other protocols, read by read; each format has the same tests. */
class RuledFramesTest {

    /** Only as long as the longest frame of the samples. */
    private static final int MAX = 200;

    /**
     * A format with what belongs to it.
     *
     * @param longest a frame of {@link #MAX} bytes
     * @param oneOver a frame of one more
     */
    record Sample(
            String name,
            FrameFormat format,
            String shortest,
            List<String> frames,
            String longest,
            String oneOver,
            List<String> garbage) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> samples() {
        return List.of(
                new Sample(
                        "mqtt",
                        FrameFormat.varintPrefixed(1, 4),
                        "0\0",
                        List.of("\u00c0\0", "0\u0003abc", "2\u0080\u0001" + "x".repeat(128), "0\u0083\0abc"),
                        "0\u00c5\u0001" + "x".repeat(197),
                        "0\u00c6\u0001" + "x".repeat(198),
                        List.of("0\u0080\u0080\u0080\u0080\u0001", "0\u00ff\u00ff\u00ff\u007f")),
                new Sample(
                        "protobuf",
                        FrameFormat.varintPrefixed(0, 5),
                        "\0",
                        List.of("\u0001a", "\0", "\u0080\u0001" + "y".repeat(128)),
                        "\u00c6\u0001" + "y".repeat(198),
                        "\u00c7\u0001" + "y".repeat(199),
                        List.of("\u0080\u0080\u0080\u0080\u0080\u0001", "\u00ff\u00ff\u00ff\u00ff\u007f")),
                new Sample(
                        "memcached",
                        FrameFormat.headAndBody("\r\n", TextProtocols::memcachedBody),
                        "\r\n",
                        List.of("get a\r\n", "set a 0 0 5\r\na\r\nbc\r\n", "set b 0 0 0\r\n\r\n", "version\r\n"),
                        "set a 0 0 183\r\n" + "z".repeat(183) + "\r\n",
                        "set a 0 0 184\r\n" + "z".repeat(184) + "\r\n",
                        List.of(
                                "set a 0 0 x\r\n",
                                "set a 0 0 -1\r\n",
                                "set a 0 0 999999999999999999\r\n",
                                "g".repeat(MAX))),
                new Sample(
                        "nats",
                        FrameFormat.headAndBody("\r\n", TextProtocols::natsPayload),
                        "\r\n",
                        List.of("CONNECT {}\r\n", "PUB a 4\r\n\r\n\r\n\r\n", "PUB a reply 0\r\n\r\n", "PING\r\n"),
                        "PUB a 187\r\n" + "n".repeat(187) + "\r\n",
                        "PUB a 188\r\n" + "n".repeat(188) + "\r\n",
                        List.of("PUB a\r\n", "PUB \r\n", "P".repeat(MAX))),
                new Sample(
                        "http",
                        FrameFormat.headAndBody("\r\n\r\n", TextProtocols::httpBody),
                        "\r\n\r\n",
                        List.of(
                                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                                "POST / HTTP/1.1\r\ncontent-LENGTH:  4\r\n\r\n\r\n\r\n",
                                "PUT / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
                        "POST / HTTP/1.1\r\nContent-Length: 160\r\n\r\n" + "b".repeat(160),
                        "POST / HTTP/1.1\r\nContent-Length: 161\r\n\r\n" + "b".repeat(161),
                        List.of("POST / HTTP/1.1\r\nContent-Length: 1e3\r\n\r\n", "G".repeat(MAX))),
                new Sample(
                        "resp",
                        FrameFormat.of(TextProtocols::respCommand),
                        "*0\r\n",
                        List.of(
                                "*1\r\n$4\r\nPING\r\n",
                                "*2\r\n$3\r\nGET\r\n$0\r\n\r\n",
                                "*2\r\n$2\r\n\r\n\r\n$1\r\nx\r\n"),
                        "*2\r\n$4\r\nECHO\r\n$178\r\n" + "r".repeat(178) + "\r\n",
                        "*2\r\n$4\r\nECHO\r\n$179\r\n" + "r".repeat(179) + "\r\n",
                        List.of("PING\r\n", "*x\r\n", "*1\r\n:1\r\n", "*1\r\n$99999999\r\n", "*" + "1".repeat(MAX))));
    }

    private final List<String> frames = new ArrayList<>();
    private InboundFrames inbound = framesOf(FrameFormat.LINES, MAX);

    private static InboundFrames framesOf(FrameFormat format, int maxFrameBytes) {
        return new InboundFrames(InboundFrameCutter.of(format, maxFrameBytes), new PacketReader());
    }

    private void open(Sample sample) {
        inbound = framesOf(sample.format(), MAX);
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

    @ParameterizedTest
    @MethodSource("samples")
    void handsOnEachFrameWhole(Sample sample) {
        open(sample);

        receive(sample.frames().toArray(String[]::new));

        assertThat(frames).isEqualTo(sample.frames());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutsAllFramesOfOneRead(Sample sample) {
        open(sample);

        assertThat(receive(String.join("", sample.frames()))).isEqualTo(sample.frames());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void waitsForTheLastByteOfAFrameThatComesByteByByte(Sample sample) {
        open(sample);
        List<String> expected = new ArrayList<>();

        for (String frame : sample.frames()) {
            for (char each : frame.toCharArray()) {
                assertThat(frames).isEqualTo(expected);
                receive(String.valueOf(each));
            }
            expected.add(frame);
            assertThat(frames).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutsAFrameThatIsSplitAnywhere(Sample sample) {
        for (String frame : sample.frames()) {
            for (int cut = 1; cut < frame.length(); cut++) {
                open(sample);
                frames.clear();
                receive(frame.substring(0, cut));
                assertThat(frames).isEmpty();
                receive(frame.substring(cut) + frame);
                assertThat(frames).containsExactly(frame, frame);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void handsOnTheShortestAndTheLongestFrame(Sample sample) {
        open(sample);

        assertThat(sample.longest()).hasSize(MAX);
        assertThat(receive(sample.shortest(), sample.longest() + sample.shortest()))
                .containsExactly(sample.shortest(), sample.longest(), sample.shortest());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesAFrameThatIsOneByteTooLong(Sample sample) {
        open(sample);

        assertThat(sample.oneOver()).hasSize(MAX + 1);
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> receive(sample.oneOver()));
        assertThat(frames).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesGarbageHoweverItComes(Sample sample) {
        for (String garbage : sample.garbage()) {
            open(sample);
            assertThatExceptionOfType(MalformedPacketException.class)
                    .as("at once: %s", garbage)
                    .isThrownBy(() -> receive(garbage));
            open(sample);
            assertThatExceptionOfType(MalformedPacketException.class)
                    .as("byte by byte: %s", garbage)
                    .isThrownBy(() -> receive(garbage.split("")));
        }
        assertThat(frames).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutsRandomFramesAtRandomPlaces(Sample sample) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        open(sample);
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> expected.addAll(sample.frames()));
        expected.add(sample.longest());
        expected.add(sample.shortest());
        Collections.shuffle(expected, random);
        String stream = String.join("", expected);

        for (int from = 0; from < stream.length(); ) {
            int to = Math.min(stream.length(), from + 1 + random.nextInt(random.nextBoolean() ? 4 : 300));
            receive(stream.substring(from, to));
            from = to;
        }

        assertThat(frames).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void namesTheLimitThatAFrameIsOver() {
        inbound = framesOf(FrameFormat.varintPrefixed(1, 4), MAX);

        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> receive("0\u00c6\u0001"))
                .withMessage("frame length 201 is not 1 to 200");

        inbound = framesOf(FrameFormat.headAndBody("\n", head -> 0), MAX);
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> receive("x".repeat(MAX)))
                .withMessage("no end of the frame within 200 bytes");
    }

    @Test
    void takesTheBytesFromARuleThatKeepsItsView() {
        List<FrameBytes> kept = new ArrayList<>();
        inbound = framesOf(
                FrameFormat.of((bytes, looked) -> {
                    kept.add(bytes);
                    return 2;
                }),
                MAX);

        assertThat(receive("ab")).containsExactly("ab");
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).length()).isZero();
    }

    @Test
    void letsARuleEndAFrameWhereItHasAlreadyLooked() {
        // A frame ends in front of the next capital letter.
        inbound = framesOf(
                FrameFormat.of((bytes, looked) -> {
                    for (int at = 1; at < bytes.length(); at++) {
                        if (Character.isUpperCase(bytes.u8(at))) {
                            return at;
                        }
                    }
                    return FrameRule.MORE_NEEDED;
                }),
                MAX);

        assertThat(receive("Ab", "c", "De", "FgHi")).containsExactly("Abc", "De", "Fg");
    }
}
