package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In what order a new JVM initializes the classes of io_uring. In another order two threads of a start may wait for each other. */
@EnabledOnOs(OS.LINUX)
class UringLoadingIT {

    @Test
    void initializesInetAddressBeforeTheNativeLibraryIsLoaded() throws Exception {
        assumeThat(UringAccepts.load()).as("io_uring is available").isNull();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+init=info",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loading.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(jvm.waitFor()).as(String.join("\n", lines)).isZero();
        int inetAddress = initialization("java/net/InetAddress", lines);
        int netty = initialization("io/netty/channel/uring/Native", lines);
        assertThat(inetAddress).isBetween(0, netty);
    }

    private static int initialization(String type, List<String> lines) {
        List<String> found = lines.stream()
                .filter(line -> line.contains("Initializing '" + type + "'"))
                .toList();
        assertThat(found).as(type).isNotEmpty();
        return lines.indexOf(found.get(0));
    }

    /** The program of the new JVM. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] arguments) {
            UringAccepts.load();
        }
    }
}
