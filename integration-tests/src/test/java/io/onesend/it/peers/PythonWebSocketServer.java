package io.onesend.it.peers;

import io.onesend.it.harness.Jar;
import java.net.InetSocketAddress;

/** The script {@code serve.py} on Debian's python3-websockets. */
final class PythonWebSocketServer implements OtherWebSocketServer {

    private final Jar.Child script = WebSocketLibrary.PYTHON.start("serve");
    private final InetSocketAddress address;
    private int linesRead;

    PythonWebSocketServer() {
        try {
            address = new InetSocketAddress("127.0.0.1", Integer.parseInt(nextLine()));
        } catch (RuntimeException | AssertionError failed) {
            script.close();
            throw new AssertionError(script.err.text(), failed);
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String nextLine() {
        return script.out.await(".*", linesRead++, DEADLINE).group();
    }

    @Override
    public void close() {
        script.close();
    }
}
