package io.onesend.it.harness;

import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * HAProxy or nginx in front of a server, at an address of this machine that no client has. It runs a configuration of the README, but
 * for the addresses.
 */
public final class ProxyProgram implements AutoCloseable {

    /** Where it connects to the server from. */
    public static final String ADDRESS = "127.0.0.5";

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String CHAT = "10.0.0.9:11021";
    private static final Path STREAM_MODULE = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

    private final Jar.Child child;
    private final InetSocketAddress address;

    private ProxyProgram(Jar.Child child, int port) {
        this.child = child;
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            Awaitility.await().atMost(DEADLINE).until(this::isListening);
        } catch (RuntimeException late) {
            child.close();
            throw new AssertionError("the proxy said: " + child.err.text(), late);
        }
    }

    /** @param section of the page: a section {@code listen} */
    public static ProxyProgram haproxy(Path folder, String section, ServerProcess server) {
        int port = FreePort.choose();
        String config = section.replace("bind :11021", "bind 127.0.0.1:" + port)
                .replace(CHAT, "127.0.0.1:" + server.port() + " source " + ADDRESS);
        Path file = write(folder.resolve("haproxy.cfg"), config);
        return new ProxyProgram(DebianProgram.HAPROXY.start("-db", "-f", file.toString()), port);
    }

    /**
     * Starts nginx. A certificate and a key that the block names are in the folder.
     *
     * @param block of the page: the block {@code stream} or {@code http}
     */
    public static ProxyProgram nginx(Path folder, String block, ServerProcess server) {
        int port = FreePort.choose();
        String config = block.replaceFirst("listen (11021|443)", "listen 127.0.0.1:" + port)
                .replaceFirst("(proxy_pass .*;)", "$1 proxy_bind " + ADDRESS + ";")
                .replace(CHAT, "127.0.0.1:" + server.port())
                .replace("/etc/nginx", folder.toString())
                .replaceFirst("http \\{", "http {\n" + temporaryFolders(folder));
        String main = "pid " + folder.resolve("nginx.pid") + ";\nerror_log stderr;\ndaemon off;\nevents {}\n";
        if (Files.exists(STREAM_MODULE)) {
            main = "load_module " + STREAM_MODULE + ";\n" + main;
        }
        Path file = write(folder.resolve("nginx.conf"), main + config);
        return new ProxyProgram(
                DebianProgram.NGINX.start("-e", "stderr", "-p", folder.toString(), "-c", file.toString()), port);
    }

    /** Those that were built into it belong to root. */
    private static String temporaryFolders(Path folder) {
        StringBuilder lines = new StringBuilder("access_log off;\n");
        for (String kind : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
            lines.append(kind + "_temp_path ").append(folder.resolve(kind)).append(";\n");
        }
        return lines.toString();
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean isListening() throws IOException {
        if (!child.process().isAlive()) {
            throw new IllegalStateException("the proxy has ended");
        }
        try (Socket probe = new Socket()) {
            probe.connect(address);
            return true;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** Where it listens for clients. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        child.terminate();
        child.awaitEnd(DEADLINE);
    }
}
