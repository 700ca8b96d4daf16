package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README pages show as code is compiled and run as it stands there, but for the port. */
class ReadmeIT {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final Duration DEADLINE = Duration.ofSeconds(30);

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

    /** Runs the page's program, whose port is 7000 there, and returns what it sends back. */
    private byte[] answerOf(Readme page, String program, byte[] request, int bytes) throws IOException {
        Matcher code = JAVA.matcher(page.text());
        assertThat(code.find()).as("a java block in the README").isTrue();
        compile(program, code.group(1).replace("7000", "0"));
        try (Jar.Child server = Jar.startClass(folder + ":" + Jar.path(), program)) {
            String listening = "^" + program.toLowerCase(Locale.ROOT) + " on .*:(\\d+)$";
            int port = Integer.parseInt(server.out.await(listening, DEADLINE).group(1));
            try (RawClient client = RawClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                return client.send(request).bytes(bytes);
            }
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

    /** A packet's header, with space for its body. */
    private static ByteBuffer packet(int id, int bodyBytes) {
        ByteBuffer packet = ByteBuffer.allocate(5 + bodyBytes).order(ByteOrder.LITTLE_ENDIAN);
        return packet.putShort((short) packet.capacity()).putShort((short) id).put((byte) 0);
    }
}
