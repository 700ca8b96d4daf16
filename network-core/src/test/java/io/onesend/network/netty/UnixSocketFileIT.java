package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class UnixSocketFileIT {

    private static final int MANY = 100;

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("s");
    }

    private UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(path());
    }

    private ServerSocketChannel listen(int backlog) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(address(), backlog);
        return server;
    }

    @Test
    void isContentIfNothingIsThere() throws IOException {
        UnixSocketFile.makeFree(address());

        assertThat(path()).doesNotExist();
    }

    @Test
    void removesTheSocketOfAServerThatHasEnded() throws IOException {
        listen(1).close();
        assertThat(path()).exists();

        UnixSocketFile.makeFree(address());

        assertThat(path()).doesNotExist();
    }

    @Test
    void leavesTheSocketOfARunningServer() throws IOException {
        try (ServerSocketChannel running = listen(10)) {
            assertThatThrownBy(() -> UnixSocketFile.makeFree(address()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("another server is listening there");
            assertThat(path()).exists();
            assertThat(running.isOpen()).isTrue();
        }
    }

    @Test
    void leavesTheSocketOfARunningServerWhoseBacklogIsFull() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocketChannel running = listen(1)) {
            assertThatThrownBy(() -> connectUntilTheBacklogIsFull(waiting)).isInstanceOf(SocketException.class);
            assertThat(waiting).hasSizeLessThan(MANY);

            assertThatThrownBy(() -> UnixSocketFile.makeFree(address()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("another server may be listening there: ");
            assertThat(path()).exists();
            assertThat(running.isOpen()).isTrue();
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    private void connectUntilTheBacklogIsFull(List<SocketChannel> waiting) throws IOException {
        while (waiting.size() < MANY) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            waiting.add(channel);
            channel.configureBlocking(false);
            channel.connect(address());
        }
    }

    @Test
    void leavesAFileThatIsNoSocket() throws IOException {
        Files.writeString(path(), "precious");

        assertThatThrownBy(() -> UnixSocketFile.makeFree(address()))
                .isInstanceOf(IOException.class)
                .hasMessage("there is a file that is not a socket");
        assertThat(path()).hasContent("precious");
    }

    @Test
    void leavesAPipe() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path().toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> UnixSocketFile.makeFree(address())).hasMessage("there is a file that is not a socket");
        assertThat(path()).exists();
    }
}
