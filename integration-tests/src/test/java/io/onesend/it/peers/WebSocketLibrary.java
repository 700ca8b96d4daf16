package io.onesend.it.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.it.harness.Jar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A WebSocket client that others wrote, from a Debian package, with a script of this module that uses it. Where the package is not
 * installed the test is skipped, and says what to install; CI installs both.
 */
enum WebSocketLibrary {
    PYTHON("python3-websockets", "/usr/lib/python3/dist-packages/websockets", "/usr/bin/python3", "chat.py"),
    NODE("node-ws", "/usr/share/nodejs/ws", "node", "chat.js");

    private final String debianPackage;
    private final Path library;
    private final String interpreter;
    private final String script;

    WebSocketLibrary(String debianPackage, String library, String interpreter, String script) {
        this.debianPackage = debianPackage;
        this.library = Path.of(library);
        this.interpreter = interpreter;
        this.script = script;
    }

    boolean isInstalled() {
        return Files.isDirectory(library);
    }

    /** Starts the script and leaves it running. */
    Jar.Child start(String address, String user) {
        assumeTrue(
                isInstalled(), () -> "no " + library + ", so it is not tested with: apt-get install " + debianPackage);
        try {
            Path file = Path.of(Objects.requireNonNull(WebSocketLibrary.class.getResource(script))
                    .toURI());
            ProcessBuilder builder = new ProcessBuilder(List.of(interpreter, file.toString(), address, user));
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
