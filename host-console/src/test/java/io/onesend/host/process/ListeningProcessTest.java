package io.onesend.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ListeningProcessTest {

    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    /** 11021 is 2B0D: one socket that listens there, one that is connected from there, one that listens elsewhere. */
    private static final List<String> TCP = List.of(
            HEADING,
            "   0: 00000000:2B0D 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 0 100 0 0 10 0",
            "   1: 0100007F:2B0D 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 31400 1 0 20 4 30 10 -1",
            "   2: 0100007F:2B0E 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31500 1 0 100 0 0 10 0");

    private static final List<String> TCP6 = List.of(
            HEADING,
            "   0: 00000000000000000000000000000000:2B0F 00000000000000000000000000000000:0000 0A 00000000:00000000"
                    + " 00:00000000 00000000  1000        0 41234 1 0 100 0 0 10 0");

    @TempDir
    private Path proc;

    @Test
    void picksTheSocketsThatListenOnThePort() {
        assertThat(ListeningProcess.socketsOn(11_021, TCP)).containsExactly("socket:[31337]");
        assertThat(ListeningProcess.socketsOn(11_023, TCP6)).containsExactly("socket:[41234]");
        assertThat(ListeningProcess.socketsOn(80, TCP)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsTheProcessThatHoldsTheSocket() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.write(proc.resolve("net/tcp"), TCP);
        Files.write(proc.resolve("net/tcp6"), TCP6);
        descriptor("12", "3", "/dev/null");
        descriptor("345", "7", "socket:[31400]");
        descriptor("345", "9", "socket:[31337]");
        descriptor("678", "4", "socket:[41234]");
        Files.createDirectories(proc.resolve("self/fd"));
        Files.createDirectories(proc.resolve("99"));

        assertThat(ListeningProcess.onPort(11_021, proc)).hasValue(345);
        assertThat(ListeningProcess.onPort(11_023, proc)).hasValue(678);
        assertThat(ListeningProcess.onPort(11_022, proc)).isEmpty();
        assertThat(ListeningProcess.onPort(11_021, proc.resolve("absent"))).isEmpty();
    }

    @Test
    void knowsItsOwnMachine() throws IOException {
        assertThat(ListeningProcess.isLocal(InetAddress.getByName("127.0.0.9"))).isTrue();
        assertThat(ListeningProcess.isLocal(InetAddress.getByName("::1"))).isTrue();
        assertThat(ListeningProcess.isLocal(InetAddress.getByName("192.0.2.1"))).isFalse();
    }

    private void descriptor(String pid, String number, String target) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(pid).resolve("fd"));
        Files.createSymbolicLink(folder.resolve(number), Path.of(target));
    }
}
