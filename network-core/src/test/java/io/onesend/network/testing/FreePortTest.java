package io.onesend.network.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void passesOverAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = FreePort.choose();
            Iterator<Integer> candidates = List.of(taken.getLocalPort(), free).iterator();

            assertThat(FreePort.choose(candidates::next)).isEqualTo(free);
        }
    }

    @Test
    void choosesAPortThatTheKernelGivesToNobody() throws IOException {
        int port = FreePort.choose();

        assertThat(port).isBetween(FreePort.FIRST, FreePort.LAST);
        try (ServerSocket listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(listening.isBound()).isTrue();
        }
    }
}
