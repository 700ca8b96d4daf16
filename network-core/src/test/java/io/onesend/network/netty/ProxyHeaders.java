package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;

/** Headers of the PROXY protocol, made from its specification without the code under test. */
final class ProxyHeaders {

    private static final byte[] SIGNATURE = {
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
    };

    private static final int VERSION_2 = 0x20;
    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int TCP = 1;

    private ProxyHeaders() {}

    static byte[] v1(String rest) {
        return ("PROXY " + rest + "\r\n").getBytes(US_ASCII);
    }

    static byte[] v1(String address, int port) {
        String family = address.contains(":") ? "TCP6" : "TCP4";
        String server = address.contains(":") ? "2001:db8::2" : "192.0.2.2";
        return v1(family + " " + address + " " + server + " " + port + " 11021");
    }

    static byte[] v2(String address, int port) throws UnknownHostException {
        return v2(address, port, 0);
    }

    /** @param more bytes of other things behind the addresses: one of type 0xEE, which nobody knows */
    static byte[] v2(String address, int port, int more) throws UnknownHostException {
        byte[] client = InetAddress.getByName(address).getAddress();
        ByteArrayOutputStream addresses = new ByteArrayOutputStream();
        addresses.writeBytes(client);
        addresses.writeBytes(new byte[client.length]);
        addresses.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) port)
                .putShort((short) 11021)
                .array());
        if (more > 0) {
            addresses.writeBytes(ByteBuffer.allocate(more)
                    .put((byte) 0xEE)
                    .putShort((short) (more - 3))
                    .array());
        }
        int family = client.length == 4 ? 1 : 2;
        return v2(PROXY, family << 4 | TCP, addresses.toByteArray());
    }

    /** As a health check sends it. */
    static byte[] v2Local() {
        return v2(LOCAL, 0, new byte[0]);
    }

    private static byte[] v2(int command, int familyAndTransport, byte[] body) {
        return ByteBuffer.allocate(SIGNATURE.length + 4 + body.length)
                .put(SIGNATURE)
                .put((byte) (VERSION_2 | command))
                .put((byte) familyAndTransport)
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    /** Whole headers that break the specification. */
    static List<byte[]> malformed() {
        byte[] wrongVersion = v2Local();
        wrongVersion[12] = 0x31;
        byte[] wrongCommand = v2Local();
        wrongCommand[12] = 0x2F;
        byte[] tooShort = v2(PROXY, 1 << 4 | TCP, new byte[11]);
        return List.of(
                v1("TCP4 192.0.2.1"),
                v1("TCP4 192.0.2.999 192.0.2.2 1 2"),
                v1("TCP4 192.0.2.1 192.0.2.2 1 65536"),
                v1("TCP9 192.0.2.1 192.0.2.2 1 2"),
                v1("TCP4 " + "1".repeat(200)),
                wrongVersion,
                wrongCommand,
                tooShort);
    }
}
