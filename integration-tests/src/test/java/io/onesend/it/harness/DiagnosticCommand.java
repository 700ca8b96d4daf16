package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Runs a diagnostic command in another JVM, as {@code jcmd} does. But {@code jcmd} is a JVM itself, and some hundred tests would start
 * one each.
 */
final class DiagnosticCommand {

    /** The version of the protocol, the operation, its argument, and two arguments that jcmd does not have. */
    private static final String REQUEST = "1\0jcmd\0%s\0\0\0";

    private DiagnosticCommand() {}

    /** Returns when the command has ended; fails if that JVM did not run it. */
    static void run(long pid, String command) {
        try {
            VirtualMachine attached = VirtualMachine.attach(String.valueOf(pid));
            try {
                assertThat(answer(pid, command)).as("answer to %s", command).startsWith("0\n");
            } finally {
                attached.detach();
            }
        } catch (AttachNotSupportedException | IOException failed) {
            throw new AssertionError("process " + pid + " did not run " + command, failed);
        }
    }

    /** Attaching has made that JVM listen on this socket. */
    private static String answer(long pid, String command) throws IOException {
        Path socket = socketFolder().resolve(".java_pid" + pid);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer request = StandardCharsets.UTF_8.encode(REQUEST.formatted(command));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path socketFolder() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        return Path.of(linux ? "/tmp" : System.getProperty("java.io.tmpdir"));
    }
}
