package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.onesend.network.Transport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a program with Netty on its module path, where reflection into Netty is forbidden. */
class EncapsulatedNettyIT {

    /** What a server needs of Netty. Its certificates for tests want other jars on the module path. */
    private static final Predicate<String> IS_NETTY = entry -> {
        String name = new File(entry).getName();
        return name.startsWith("netty-") && !name.startsWith("netty-pkitesting");
    };

    @BeforeAll
    static void needsIpv6() throws IOException {
        Ipv4OnlyIT.needsIpv6();
    }

    @TempDir
    Path folder;

    @Test
    void ioUringStillServesIpv4AndClosesIpv6AndSaysSo() throws Exception {
        assumeThat(ServerHarness.transports()).contains(Transport.IO_URING);
        Path log = folder.resolve("log");
        Process server = start(log);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))) {
            int port = Integer.parseInt(out.readLine());
            assertThat(out.readLine()).isEqualTo(Transport.IO_URING.name());

            assertThat(Ipv4OnlyIT.isServed("127.0.0.1", port)).isTrue();
            assertThat(Ipv4OnlyIT.isServed("::1", port)).isFalse();
        } finally {
            server.getOutputStream().close();
        }
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log))
                .contains(
                        "cannot make an IPv4 socket to listen with: at 0.0.0.0 connections over IPv6 are accepted and closed")
                .contains("does not \"opens io.netty.channel.uring\"");
    }

    private static Process start(Path log) throws IOException {
        List<String> entries =
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-Xmx64m",
                        "--module-path",
                        pathOf(entries, IS_NETTY),
                        "--add-modules",
                        "ALL-MODULE-PATH",
                        "-cp",
                        pathOf(entries, IS_NETTY.negate()),
                        EncapsulatedNettyServer.class.getName())
                .redirectError(log.toFile())
                .start();
    }

    private static String pathOf(List<String> entries, Predicate<String> which) {
        return entries.stream().filter(which).collect(Collectors.joining(File.pathSeparator));
    }
}
