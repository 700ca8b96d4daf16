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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Netty's codecs are optional: what needs none works without them, and what needs one names it. */
class OptionalCodecsTest {

    @Test
    void onlyTheirDoorsReferToThem() throws Exception {
        Path classes = Path.of(NetworkServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.filter(file -> file.toString().endsWith(".class"))
                            .filter(OptionalCodecsTest::refersToHaproxy)
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("ProxyDoor.class");
        }
    }

    private static boolean refersToHaproxy(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains("io/netty/handler/codec/haproxy/");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aServerAnswersWithoutThem() throws Exception {
        try (URLClassLoader loader = loaderWithoutCodecs()) {
            assertThat(call(loader, EchoRun.class)).isEqualTo(List.of("hello", "1"));
        }
    }

    @Test
    void aPortBehindProxiesNamesTheJarThatIsMissing() throws Exception {
        try (URLClassLoader loader = loaderWithoutCodecs()) {
            assertThat((String) call(loader, ProxiedStart.class))
                    .isEqualTo("a port behind proxies of the PROXY protocol needs a jar that is not there:"
                            + " add <dependency><groupId>io.netty</groupId><artifactId>netty-codec-haproxy</artifactId>"
                            + "</dependency>, of the version of Netty's other jars;"
                            + " on a module path, --add-modules io.netty.codec.haproxy");
        }
    }

    private static Object call(ClassLoader loader, Class<?> program) throws Exception {
        Callable<?> callable = (Callable<?>)
                loader.loadClass(program.getName()).getDeclaredConstructor().newInstance();
        return callable.call();
    }

    private static URLClassLoader loaderWithoutCodecs() throws IOException {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("netty-codec"))
                .map(Path::of)
                .toList();
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = entries.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }
}
