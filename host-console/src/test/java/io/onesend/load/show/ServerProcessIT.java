package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.process.ListeningProcess;
import io.onesend.load.show.process.WatchedProcess;
import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Finds a process by a port that something listens on for real. */
@EnabledOnOs(OS.LINUX)
class ServerProcessIT {

    private final StringWriter notes = new StringWriter();

    @Test
    void findsTheProcessThatListensOnThePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ListeningProcess.onPort(socket.getLocalPort()))
                    .hasValue(ProcessHandle.current().pid());
        }
    }

    @Test
    void saysWhyThereIsNothingToWatch() throws IOException {
        int port = FreePort.choose();
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(find(new InetSocketAddress("127.0.0.1", socket.getLocalPort())))
                    .isNull();
        }
        assertThat(notes.toString())
                .isEqualToIgnoringNewLines("the server's CPU and memory are left out: it is this very process");

        notes.getBuffer().setLength(0);
        assertThat(find(new InetSocketAddress("127.0.0.1", port))).isNull();
        assertThat(notes.toString())
                .isEqualToIgnoringNewLines("the server's CPU and memory are left out: no process of yours is seen to"
                        + " listen on port " + port + " (--server-pid)");
    }

    @Test
    void doesNotLookForAServerElsewhere() {
        assertThat(find(new InetSocketAddress("192.0.2.1", 11_021))).isNull();
        assertThat(notes.toString()).isEmpty();
    }

    private WatchedProcess find(InetSocketAddress target) {
        return ServerProcess.find(target, null, new PrintWriter(notes));
    }
}
