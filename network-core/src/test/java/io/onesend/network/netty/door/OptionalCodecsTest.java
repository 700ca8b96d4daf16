package io.onesend.network.netty.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.NetworkServer;
import io.onesend.network.metrics.EchoRun;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Some of Netty's jars are optional: what needs none of them works without them, and what needs one names it. */
class OptionalCodecsTest {

    @ParameterizedTest
    @ValueSource(strings = {"io/netty/handler/codec/haproxy/", "io/netty/handler/codec/http/", "io/netty/handler/ssl/"})
    void onlyDoorsReferToThem(String netty) throws Exception {
        Path classes = Path.of(NetworkServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path doors = classes.resolve("io/onesend/network/netty/door");
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.filter(file -> file.toString().endsWith(".class")).filter(file -> refersTo(file, netty)))
                    .isNotEmpty()
                    .allMatch(file -> file.startsWith(doors));
        }
    }

    private static boolean refersTo(Path file, String netty) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(netty);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aServerAnswersWithoutThem() throws Exception {
        try (URLClassLoader loader = loaderWithoutThem()) {
            Callable<?> run = (Callable<?>) instanceOf(loader, EchoRun.class);
            assertThat(run.call()).isEqualTo(List.of("hello", "1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "proxy, a port behind proxies of the PROXY protocol, netty-codec-haproxy, io.netty.codec.haproxy",
        "websocket, a port with a WebSocket, netty-codec-http, io.netty.codec.http",
        "tls, a port with TLS, netty-handler, io.netty.handler",
    })
    void aDoorNamesTheJarThatIsMissing(String door, String what, String artifact, String module) throws Exception {
        try (URLClassLoader loader = loaderWithoutThem()) {
            @SuppressWarnings("unchecked") // The class is the one that is named.
            UnaryOperator<String> start = (UnaryOperator<String>) instanceOf(loader, DoorStart.class);
            assertThat(start.apply(door))
                    .isEqualTo(what + " needs a jar that is not there: add <dependency><groupId>io.netty</groupId>"
                            + "<artifactId>" + artifact
                            + "</artifactId></dependency>, of the version of Netty's other jars;"
                            + " on a module path, --add-modules " + module);
        }
    }

    private static Object instanceOf(ClassLoader loader, Class<?> program) throws ReflectiveOperationException {
        return loader.loadClass(program.getName()).getDeclaredConstructor().newInstance();
    }

    private static URLClassLoader loaderWithoutThem() throws IOException {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("netty-codec") && !entry.contains("netty-handler"))
                .map(Path::of)
                .toList();
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = entries.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }
}
