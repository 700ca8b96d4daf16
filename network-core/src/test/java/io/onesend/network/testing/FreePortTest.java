package io.onesend.network.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreePortTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("ports");
    }

    private ReservedPorts reserved() {
        return ReservedPorts.in(file());
    }

    /** Reserves a port and keeps it until it is killed. */
    static final class OtherProcess {

        private OtherProcess() {}

        public static void main(String[] arguments) throws Exception {
            if (ReservedPorts.in(Path.of(arguments[0])).reserve(Integer.parseInt(arguments[1]))) {
                System.out.println("reserved");
            }
            new CountDownLatch(1).await();
        }
    }

    @Test
    void passesOverAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = FreePort.choose();
            Iterator<Integer> candidates = List.of(taken.getLocalPort(), free).iterator();

            assertThat(FreePort.choose(candidates::next, reserved())).isEqualTo(free);
        }
    }

    @Test
    void givesAPortOnce() {
        int first = FreePort.choose();
        int second = FreePort.choose();
        ReservedPorts reserved = reserved();

        assertThat(FreePort.choose(List.of(first).iterator()::next, reserved)).isEqualTo(first);
        assertThat(FreePort.choose(List.of(first, second).iterator()::next, reserved))
                .isEqualTo(second);
    }

    @Test
    void givesNoPortThatAnotherProcessOfThisMachineReserved() throws Exception {
        int theirs = FreePort.choose();
        int free = FreePort.choose();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        file().toString(),
                        Integer.toString(theirs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("reserved");

            assertThat(FreePort.choose(List.of(theirs, free).iterator()::next, reserved()))
                    .isEqualTo(free);
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(FreePort.choose(List.of(theirs).iterator()::next, reserved()))
                .isEqualTo(theirs);
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
