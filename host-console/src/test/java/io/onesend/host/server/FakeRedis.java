package io.onesend.host.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers as an empty Redis does, or refuses what a login asks with a given error. */
public final class FakeRedis implements AutoCloseable {

    private final ServerSocket port;
    private volatile @Nullable String error;
    private volatile Duration ahead = Duration.ZERO;

    private FakeRedis(ServerSocket port) {
        this.port = port;
    }

    public static FakeRedis start() throws IOException {
        FakeRedis redis = new FakeRedis(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        new Thread(redis::acceptAll, "fake-redis").start();
        return redis;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port.getLocalPort();
    }

    /** From now on logins are refused with this error; null: no longer. */
    void refuse(@Nullable String with) {
        error = with;
    }

    /** From now on its clock is that of this machine and this much; less than zero: it is behind. */
    public void setClock(Duration aheadOfOurs) {
        ahead = aheadOfOurs;
    }

    private String time() {
        Instant now = Instant.now().plus(ahead);
        String seconds = Long.toString(now.getEpochSecond());
        return "*2\r\n$" + seconds.length() + "\r\n" + seconds + "\r\n$6\r\n"
                + String.format(Locale.ROOT, "%06d", now.getNano() / 1_000);
    }

    private void acceptAll() {
        while (!port.isClosed()) {
            try {
                Socket caller = port.accept();
                new Thread(() -> serve(caller), "fake-redis-connection").start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (InputStream received = caller.getInputStream();
                OutputStream out = caller.getOutputStream()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(received, StandardCharsets.UTF_8));
            for (String head = in.readLine(); head != null; head = in.readLine()) {
                out.write((answer(command(head, in)) + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (SocketException reset) {
            // The client has hung up.
            return;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The first word of a command: an array of strings, each with its length in a line in front of it. */
    private static String command(String head, BufferedReader in) throws IOException {
        int words = Integer.parseInt(head.substring(1));
        String first = "";
        for (int i = 0; i < words; i++) {
            in.readLine();
            String word = in.readLine();
            first = i == 0 ? word.toUpperCase(Locale.ROOT) : first;
        }
        return first;
    }

    private String answer(String command) {
        String refusal = error;
        return switch (command) {
            case "HELLO" -> "-ERR unknown command 'HELLO'";
            case "PING" -> "+PONG";
            case "TIME" -> refusal == null ? time() : "-" + refusal;
            case "SCAN" -> "*2\r\n$1\r\n0\r\n*0";
            case "HGET" -> refusal == null ? "$-1" : "-" + refusal;
            default -> "+OK";
        };
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
