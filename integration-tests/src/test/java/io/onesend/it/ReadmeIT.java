package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.speed.NettyListener;
import io.onesend.network.Transport;
import io.onesend.network.testing.Readme;
import io.onesend.network.testing.TestTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README pages show as code is compiled and run as it stands there, but for the port. */
class ReadmeIT {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final long GIBIBYTE = 1 << 30;

    private static final byte[] BLOCK = new byte[1 << 18];

    static {
        // The period fits no buffer's length, so a lost or repeated piece shows.
        for (int i = 0; i < BLOCK.length; i++) {
            BLOCK[i] = (byte) (i % 251);
        }
    }

    @TempDir
    private Path folder;

    @Test
    void theEchoServerOfTheFrontPageEchoes() throws IOException {
        byte[] text = "안녕, echo".getBytes(StandardCharsets.UTF_8);

        assertThat(answerOf(Readme.front(), "Echo", text, text.length)).isEqualTo(text);
    }

    @Test
    void theServerWithPacketsOfTheGuideSendsWhatItHearsToEverybody() throws IOException {
        byte[] text = "안녕, shout".getBytes(StandardCharsets.UTF_8);
        byte[] say =
                packet(1, 1 + text.length).put((byte) text.length).put(text).array();
        byte[] said = packet(2, 8 + 1 + text.length)
                .putLong(1)
                .put((byte) text.length)
                .put(text)
                .array();

        assertThat(answerOf(Readme.of("network-core"), "Shout", say, said.length))
                .isEqualTo(said);
    }

    static Stream<Transport> transports() {
        return TestTransport.isNamed()
                ? Stream.of(TestTransport.CHOSEN)
                : Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO).filter(NettyListener::isAvailable);
    }

    /**
     * The client takes its echo as fast as the network brings it, and never waits before it sends more. The server has little
     * memory.
     */
    @ParameterizedTest
    @MethodSource("transports")
    void theEchoServerOfTheFrontPageReturnsAGibibyte(Transport transport) throws Exception {
        String echo = javaOf(Readme.front()).replace(".port(", ".transport(Transport." + transport + ").port(");
        try (Running server = start("Echo", echo, List.of("-Xmx64m"));
                Socket client = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            client.setSoTimeout((int) DEADLINE.toMillis());
            FutureTask<Long> sent = new FutureTask<>(() -> {
                long bytes = 0;
                for (; bytes < GIBIBYTE; bytes += BLOCK.length) {
                    client.getOutputStream().write(BLOCK);
                }
                client.shutdownOutput();
                return bytes;
            });
            new Thread(sent, "gibibyte").start();

            for (long bytes = 0; bytes < GIBIBYTE; bytes += BLOCK.length) {
                assertThat(client.getInputStream().readNBytes(BLOCK.length)).isEqualTo(BLOCK);
            }
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(sent.get()).isEqualTo(GIBIBYTE);
        }
    }

    /** Runs the page's program and returns what it sends back. */
    private byte[] answerOf(Readme page, String program, byte[] request, int bytes) throws IOException {
        try (Running server = start(page, program);
                RawClient client = RawClient.connect(server.address())) {
            return client.send(request).bytes(bytes);
        }
    }

    private record Running(Jar.Child process, InetSocketAddress address) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /** Starts the page's first program, whose port is 7000 there, on any other port. */
    private Running start(Readme page, String program) throws IOException {
        return start(program, javaOf(page), List.of());
    }

    private static String javaOf(Readme page) {
        Matcher code = JAVA.matcher(page.text());
        assertThat(code.find()).as("a java block in the README").isTrue();
        return code.group(1);
    }

    private Running start(String program, String source, List<String> jvmArgs) throws IOException {
        compile(program, source.replace("7000", "0"));
        Jar.Child process = Jar.startClass(jvmArgs, folder + ":" + Jar.path(), program);
        String listening = "^" + program.toLowerCase(Locale.ROOT) + " on .*:(\\d+)$";
        int port = Integer.parseInt(process.out.await(listening, DEADLINE).group(1));
        return new Running(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private void compile(String program, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(program + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-Xlint:all", "-Werror", "-cp", Jar.path().toString(), "-d", folder.toString());
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        assertThat(compiled).as("the README's code compiles").isTrue();
    }

    /** A packet's header, with space for its body. */
    private static ByteBuffer packet(int id, int bodyBytes) {
        ByteBuffer packet = ByteBuffer.allocate(5 + bodyBytes).order(ByteOrder.LITTLE_ENDIAN);
        return packet.putShort((short) packet.capacity()).putShort((short) id).put((byte) 0);
    }
}
