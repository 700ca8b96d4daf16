package io.onesend.network.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A Unix datagram socket of Python's, as a service manager has one: what it gets is what systemd would get. */
public final class DatagramReceiver implements AutoCloseable {

    private static final String PROGRAM = """
            import socket, sys
            name = sys.argv[1]
            receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            receiver.bind("\\0" + name[1:] if name[0] == "@" else name)
            print("bound", flush=True)
            for i in range(int(sys.argv[2])):
                print(receiver.recv(65536).decode().replace("\\n", "|"), flush=True)
            sys.stdin.read()
            """;

    private final Process process;
    private final BufferedReader out;

    private DatagramReceiver(Process process) {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Binds a socket and waits until that is done.
     *
     * @param address a path, or a name behind {@code @}
     * @param datagrams the number that it reads before it ends
     */
    public static DatagramReceiver start(String address, int datagrams) {
        try {
            DatagramReceiver receiver = new DatagramReceiver(
                    new ProcessBuilder("python3", "-c", PROGRAM, address, Integer.toString(datagrams))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
            assertThat(receiver.next()).isEqualTo("bound");
            return receiver;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits for the next datagram; its lines are joined by bars. */
    public String next() {
        try {
            return String.valueOf(out.readLine());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
