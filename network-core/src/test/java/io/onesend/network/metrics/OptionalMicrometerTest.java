package io.onesend.network.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onesend.network.NetworkServer;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionalMicrometerTest {

    @Test
    void onlyThisPackageRefersToMicrometer() throws Exception {
        Path classes = Path.of(NetworkServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.filter(file -> file.toString().endsWith(".class"))
                            .filter(OptionalMicrometerTest::refersToMicrometer)
                            .map(file -> classes.relativize(file.getParent())))
                    .containsOnly(Path.of("io/onesend/network/metrics"));
        }
    }

    private static boolean refersToMicrometer(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("io/micrometer/");
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void aServerAnswersWithoutMicrometerOnTheClassPath() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(classPathWithoutMicrometer(), ClassLoader.getPlatformClassLoader())) {
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"));

            Callable<?> echo = (Callable<?>) loader.loadClass(EchoRun.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(echo.call()).isEqualTo(List.of("hello", "1"));
        }
    }

    private static URL[] classPathWithoutMicrometer() throws MalformedURLException {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("micrometer"))
                .map(Path::of)
                .toList();
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = entries.get(i).toUri().toURL();
        }
        return urls;
    }
}
