package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends frames of 10 MiB to sessions that are suspended, in a server with a heap of 128 MiB, and as much memory beside it. */
class InboundMemoryIT {

    private static final int FRAMES = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One read, and the bytes of a buffer that are not used. */
    private static final long READ = 2 * 65_536;

    private static final byte[] FRAME = SteppedUploads.frame(UploadServer.FRAME);

    @TempDir
    Path folder;

    static List<Transport> transports() {
        return ServerHarness.transports().toList();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void holdsNoMoreOfASuspendedSessionThanItsMark(Transport transport) throws Exception {
        assertHolds(transport, 1, UploadServer.HIGH);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void holdsNoMoreOfTwentySuspendedSessionsThanTheTotal(Transport transport) throws Exception {
        assertHolds(transport, 20, UploadServer.TOTAL - UploadServer.FRAME);
    }

    /** Waits until the server has stopped reading, then lets it go on, and expects every byte. */
    private void assertHolds(Transport transport, int uploads, long mark) throws Exception {
        Path log = folder.resolve("log");
        Process server = start(transport, log);
        try {
            BlockingQueue<String> lines = linesOf(server);
            int port = Integer.parseInt(next(lines));
            List<CompletableFuture<Void>> sent = new ArrayList<>();
            for (int i = 0; i < uploads; i++) {
                sent.add(CompletableFuture.runAsync(() -> upload(port), task -> new Thread(task, "upload").start()));
            }
            long held = 0;
            long most = 0;
            while (held < mark) {
                held = ask(server, lines);
                most = Math.max(most, held);
                assertThat(sent).noneMatch(CompletableFuture::isDone);
            }
            tell(server, "go");
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!sent.stream().allMatch(CompletableFuture::isDone)) {
                assertThat(deadline - System.nanoTime())
                        .as("time left for the uploads; %d bytes held", held)
                        .isPositive();
                held = ask(server, lines);
                most = Math.max(most, held);
            }
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
            List<String> ends = new ArrayList<>();
            for (int i = 0; i < uploads; i++) {
                ends.add(next(lines));
            }
            CRC32 check = new CRC32();
            for (int i = 0; i < FRAMES; i++) {
                check.update(FRAME);
            }
            String whole = "ended " + (long) FRAMES * FRAME.length + " " + check.getValue() + " closed-by-peer";
            assertThat(ends).isEqualTo(Collections.nCopies(uploads, whole));
            assertThat(most).isLessThanOrEqualTo(Math.max(mark, UploadServer.TOTAL) + uploads * READ);
        } finally {
            server.getOutputStream().close();
        }
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log)).doesNotContain("OutOfMemory", "Exception");
    }

    private static void upload(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < FRAMES; i++) {
                out.write(FRAME);
            }
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static Process start(Transport transport, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploadServer.class.getName(),
                        transport.name())
                .redirectError(log.toFile())
                .start();
    }

    private static BlockingQueue<String> linesOf(Process server) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        new Thread(() -> out.lines().forEach(lines::add), "lines").start();
        return lines;
    }

    private static String next(BlockingQueue<String> lines) throws InterruptedException {
        String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(line).as("the server's next line").isNotNull();
        return line;
    }

    private static void tell(Process server, String command) throws IOException {
        server.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
        server.getOutputStream().flush();
    }

    /** The bytes held; lines of ended sessions that come before the answer are kept for later. */
    private static long ask(Process server, BlockingQueue<String> lines) throws IOException, InterruptedException {
        tell(server, "held");
        List<String> others = new ArrayList<>();
        String line;
        while (!(line = next(lines)).startsWith("held ")) {
            others.add(line);
        }
        lines.addAll(others);
        return Long.parseLong(line.substring("held ".length()));
    }
}
