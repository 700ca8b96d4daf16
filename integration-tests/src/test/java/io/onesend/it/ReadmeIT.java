package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.network.testing.Readme;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows as code is compiled and run as it stands there, but for the port. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ReadmeIT {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theEmbeddedEchoServerEchoes() throws IOException, InterruptedException {
        Matcher code = JAVA.matcher(Readme.front().text());
        assertThat(code.find()).as("a java block in the README").isTrue();
        compile(code.group(1).replace("7000", "0"));

        Process echo = new ProcessBuilder(
                        Jar.javaHome().resolve("bin/java").toString(), "-cp", folder + ":" + Jar.path(), "Echo")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(echo.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            do {
                line = said.readLine();
                assertThat(line).as("what it says, up to its port").isNotNull();
            } while (!line.startsWith("echo on "));
            assertThat(echoed(Integer.parseInt(line.replaceAll(".*:", "")))).isEqualTo("안녕, echo");
        } finally {
            echo.destroyForcibly().waitFor();
        }
    }

    private void compile(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Echo.java"), source);
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

    private static String echoed(int port) throws IOException {
        byte[] text = "안녕, echo".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text);
            return new String(socket.getInputStream().readNBytes(text.length), StandardCharsets.UTF_8);
        }
    }
}
