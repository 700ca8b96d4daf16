package io.onesend.it.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.it.harness.Jar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A WebSocket library that others wrote, from a Debian package, with scripts of this module that use it. Where the package is not
 * installed the test is skipped, and says what to install; CI installs both.
 */
enum WebSocketLibrary {
    PYTHON("python3-websockets", "/usr/lib/python3/dist-packages/websockets", "/usr/bin/python3", ".py"),
    NODE("node-ws", "/usr/share/nodejs/ws", "node", ".js");

    private final String debianPackage;
    private final Path library;
    private final String interpreter;
    private final String extension;

    WebSocketLibrary(String debianPackage, String library, String interpreter, String extension) {
        this.debianPackage = debianPackage;
        this.library = Path.of(library);
        this.interpreter = interpreter;
        this.extension = extension;
    }

    boolean isInstalled() {
        return Files.isDirectory(library);
    }

    /** Starts a script and leaves it running. */
    Jar.Child start(String script, String... arguments) {
        assumeTrue(
                isInstalled(), () -> "no " + library + ", so it is not tested with: apt-get install " + debianPackage);
        try {
            Path file = Path.of(Objects.requireNonNull(WebSocketLibrary.class.getResource(script + extension))
                    .toURI());
            List<String> command = new ArrayList<>(List.of(interpreter, file.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command);
            // Debian's own modules, in its own order; what they print is to be seen at once.
            builder.environment().put("NODE_PATH", "/usr/share/nodejs");
            builder.environment().put("PYTHONUNBUFFERED", "1");
            return new Jar.Child(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
