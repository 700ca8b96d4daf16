package io.onesend.network.netty.door;

import static io.onesend.network.netty.door.FirstBytes.HTTP;
import static io.onesend.network.netty.door.FirstBytes.MORE;
import static io.onesend.network.netty.door.FirstBytes.NO_DOOR;
import static io.onesend.network.netty.door.FirstBytes.NO_HEADER;
import static io.onesend.network.netty.door.FirstBytes.PLAIN;
import static io.onesend.network.netty.door.FirstBytes.PROXY;
import static io.onesend.network.netty.door.FirstBytes.TLS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.onesend.network.netty.door.FirstBytes.Wanted;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstBytesTest {

    private static final Wanted ALL = new Wanted(true, true, true);

    private static final String V1 = "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n";
    private static final String V2 = "\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0\u000c";

    /** Bytes, how many of them decide, and what they are. */
    private record Beginning(String bytes, int decisive, FirstBytes door) {}

    static Stream<Beginning> beginnings() {
        return Stream.of(
                new Beginning("GET /ws HTTP/1.1\r\n", 4, HTTP),
                new Beginning("HEAD / HTTP/1.1\r\n", 5, HTTP),
                new Beginning("\u0016\u0003\u0001\u0002\0\u0001\0\u0001", 6, TLS),
                new Beginning("\u0016\u0003\u0000\0\u0001\u0001", 6, TLS),
                new Beginning("\u0016\u0003\u0004\u0041\0\u0001", 6, TLS),
                // A login of the chat protocol begins with the letter G.
                new Beginning("\u0047\0\u0015\0\0alice", 2, PLAIN),
                new Beginning("GETTER", 4, PLAIN),
                new Beginning("get / ", 1, PLAIN),
                new Beginning("HEADER", 5, PLAIN),
                new Beginning("POST / HTTP/1.1\r\n", 1, PLAIN),
                // No record of TLS: a minor version of 5, a length of nothing, one over the longest, another first
                // message.
                new Beginning("\u0016\u0003\u0005\0\u0001\u0001", 3, PLAIN),
                new Beginning("\u0016\u0003\u0001\0\0\u0001", 5, PLAIN),
                new Beginning("\u0016\u0003\u0001\u0041\u0001\u0001", 5, PLAIN),
                new Beginning("\u0016\u0003\u0001\u0042\0\u0001", 4, PLAIN),
                new Beginning("\u0016\u0003\u0001\0\u0001\u0002", 6, PLAIN),
                new Beginning("\u0016\u0002\u0001\0\u0001\u0001", 2, PLAIN),
                // The chat protocol's echo of 785 bytes.
                new Beginning("\u0016\u0003\u0001\0\0", 5, PLAIN),
                // A header of a proxy, where none is trusted.
                new Beginning(V1, 1, PLAIN),
                new Beginning(V2, 1, PLAIN));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void areToldApartAsSoonAsTheyCanBe(Beginning beginning) {
        byte[] bytes = beginning.bytes.getBytes(ISO_8859_1);

        for (int length = 1; length <= bytes.length; length++) {
            assertThat(of(Arrays.copyOf(bytes, length), ALL))
                    .as("%s bytes of %s", length, beginning)
                    .isEqualTo(length < beginning.decisive ? MORE : beginning.door);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {V1, V2})
    void ofATrustedProxyAreAHeader(String header) {
        byte[] bytes = header.getBytes(ISO_8859_1);
        int decisive = header.equals(V1) ? 6 : 12;

        for (int length = 1; length <= bytes.length; length++) {
            assertThat(ofProxy(Arrays.copyOf(bytes, length))).isEqualTo(length < decisive ? MORE : PROXY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "\u0016\u0003\u0001\u0002\0\u0001",
                "PROXY\t",
                "PROXz",
                "proxy ",
                "\r\n\r\n\0\r\nQUIt",
                "\u0047\0\u0015\0\0"
            })
    void ofATrustedProxyAreNothingElse(String bytes) {
        assertThat(ofProxy(bytes.getBytes(ISO_8859_1))).isEqualTo(NO_HEADER);
    }

    @Test
    void decideNothingWhileThereAreNone() {
        assertThat(of(new byte[0], ALL)).isEqualTo(MORE);
        assertThat(ofProxy(new byte[0])).isEqualTo(MORE);
    }

    @Test
    void arePlainWhereTheDoorThatTheyLookLikeIsNotWanted() {
        byte[] hello = "\u0016\u0003\u0001\u0002\0\u0001".getBytes(ISO_8859_1);
        byte[] request = "GET / HTTP/1.1\r\n".getBytes(ISO_8859_1);

        assertThat(of(hello, new Wanted(true, false, true))).isEqualTo(PLAIN);
        assertThat(of(request, new Wanted(true, true, false))).isEqualTo(PLAIN);
        assertThat(of(hello, new Wanted(false, false, true))).isEqualTo(NO_DOOR);
        assertThat(of(request, new Wanted(false, true, false))).isEqualTo(NO_DOOR);
        assertThat(of(new byte[] {1}, new Wanted(false, true, true))).isEqualTo(NO_DOOR);
    }

    @Test
    void stayUnread() {
        var bytes = Unpooled.wrappedBuffer("xGET ".getBytes(ISO_8859_1));
        bytes.readByte();

        assertThat(FirstBytes.of(bytes, ALL)).isEqualTo(HTTP);
        assertThat(bytes.readableBytes()).isEqualTo(4);
    }

    private static FirstBytes of(byte[] bytes, Wanted wanted) {
        return FirstBytes.of(Unpooled.wrappedBuffer(bytes), wanted);
    }

    private static FirstBytes ofProxy(byte[] bytes) {
        return FirstBytes.ofProxy(Unpooled.wrappedBuffer(bytes));
    }
}
