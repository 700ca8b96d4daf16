package io.onesend.network.netty;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a path free for a Unix domain socket to listen at. A server that was killed leaves its socket's file behind, and that is
 * removed. Anything else at the path stays. This has to be checked here: Netty's native transports remove whatever is at the
 * path, also the socket of a server that is running (Netty 4.2.18, netty_unix_socket_bindDomainSocket).
 */
final class UnixSocketFile {

    private static final Logger LOG = LoggerFactory.getLogger(UnixSocketFile.class);

    // From stat.h.
    private static final int FILE_TYPE = 0xF000;
    private static final int SOCKET = 0xC000;

    private UnixSocketFile() {}

    /**
     * Removes the file that a server has left at the path.
     *
     * @throws IOException if the path is not free; the message says why
     */
    static void makeFree(UnixDomainSocketAddress address) throws IOException {
        Path path = address.getPath();
        try {
            if (!isSocket(path)) {
                throw new IOException("there is a file that is not a socket");
            }
        } catch (NoSuchFileException nothingThere) {
            return;
        }
        requireNobodyListens(address);
        Files.deleteIfExists(path);
        LOG.info("removed {}: the socket of a server that has ended", path);
    }

    private static boolean isSocket(Path path) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            return false;
        }
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return true;
        }
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & FILE_TYPE) == SOCKET;
    }

    /** Tries to connect, without waiting. Only a refusal proves that nobody listens; a full backlog, for example, is another error. */
    private static void requireNobodyListens(UnixDomainSocketAddress address) throws IOException {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.configureBlocking(false);
            socket.connect(address);
            throw new IOException("another server is listening there");
        } catch (ConnectException refused) {
            LOG.debug("nobody listens at {}", address, refused);
        } catch (SocketException unclear) {
            throw new IOException("another server may be listening there: " + unclear.getMessage(), unclear);
        }
    }
}
