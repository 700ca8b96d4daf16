package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.network.testing.Readme;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README pages show as code is compiled and run as it stands there, but for the port. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ReadmeIT {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theEchoServerOfTheFrontPageEchoes() throws IOException, InterruptedException {
        byte[] text = "안녕, echo".getBytes(StandardCharsets.UTF_8);

        assertThat(answerOf(Readme.front(), "Echo", text, text.length)).isEqualTo(text);
    }

    @Test
    void theServerWithPacketsOfTheGuideSendsWhatItHearsToEverybody() throws IOException, InterruptedException {
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

    /** Runs the page's program, whose port is 7000 there, and returns what it sends back. */
    private byte[] answerOf(Readme page, String program, byte[] request, int bytes)
            throws IOException, InterruptedException {
        Matcher code = JAVA.matcher(page.text());
        assertThat(code.find()).as("a java block in the README").isTrue();
        compile(program, code.group(1).replace("7000", "0"));
        Process server = new ProcessBuilder(
                        Jar.javaHome().resolve("bin/java").toString(), "-cp", folder + ":" + Jar.path(), program)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            do {
                line = said.readLine();
                assertThat(line).as("what it says, up to its port").isNotNull();
            } while (!line.startsWith(program.toLowerCase(Locale.ROOT) + " on "));
            return answer(Integer.parseInt(line.replaceAll(".*:", "")), request, bytes);
        } finally {
            server.destroyForcibly().waitFor();
        }
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

    private static byte[] answer(int port, byte[] request, int bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request);
            return socket.getInputStream().readNBytes(bytes);
        }
    }

    /** A packet's header, with space for its body. */
    private static ByteBuffer packet(int id, int bodyBytes) {
        ByteBuffer packet = ByteBuffer.allocate(5 + bodyBytes).order(ByteOrder.LITTLE_ENDIAN);
        return packet.putShort((short) packet.capacity()).putShort((short) id).put((byte) 0);
    }
}
