package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.onesend.network.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that {@code 0.0.0.0} is IPv4 only and {@code ::} is both. */
class Ipv4OnlyIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";
    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";

    @BeforeAll
    static void needsIpv6() throws IOException {
        assumeThat(InetAddress.getByName(IPV6).isReachable(1_000)).isTrue();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void anIpv4HostDoesNotListenOnIpv6(Transport transport) {
        assumeThat(transport).as("Netty has no IPv4-only socket for it").isNotEqualTo(Transport.KQUEUE);
        try (ServerHarness harness = start(transport, "0.0.0.0")) {
            assertThatThrownBy(() -> new Socket(IPV6, harness.port()).close())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("refused");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void anIpv4HostServesNobodyOverIpv6(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, "0.0.0.0")) {
            assertThat(isServed(IPV4, harness.port())).isTrue();
            assertThat(isServed(IPV6, harness.port())).isFalse();
            assertThat(isServed(IPV4, harness.port())).isTrue();
            assertThat(harness.server.statistics().accepted()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void anIpv6HostServesBoth(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, "::")) {
            assertThat(isServed(IPV4, harness.port())).isTrue();
            assertThat(isServed(IPV6, harness.port())).isTrue();
        }
    }

    private static ServerHarness start(Transport transport, String host) {
        return new ServerHarness(
                ServerHarness.CONFIG.toBuilder()
                        .host(host)
                        .port(0)
                        .transport(transport)
                        .ioThreads(1)
                        .build(),
                RecordingListener.echo());
    }

    static boolean isServed(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(host, port), 10_000);
            byte[] frame = Frames.frame(1);
            socket.getOutputStream().write(frame);
            return socket.getInputStream().readNBytes(frame.length).length == frame.length;
        } catch (SocketException refusedOrReset) {
            return false;
        }
    }
}
