package io.onesend.host.redis;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** A minimal Redis client for the child: one socket, blocking, with time-outs. */
final class RedisLine implements AutoCloseable {

    private static final int CONNECT_MILLIS = 500;
    private static final int ANSWER_MILLIS = 1_000;

    private final Socket socket;
    private final InputStream in;

    private RedisLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects and authenticates with the password. */
    static RedisLine open(int port, String password) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            RedisLine line = new RedisLine(socket);
            line.ask("AUTH", password);
            return line;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** The IPv4 loopback address, whichever IP version the JVM prefers. */
    static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** How much of its data Redis has loaded; Redis answers this while it loads. */
    RedisLoading loading() throws IOException {
        send("INFO", "persistence");
        String length = readLine();
        if (!length.startsWith("$")) {
            throw new IOException("Redis answers " + length + " to INFO");
        }
        byte[] text = in.readNBytes(Integer.parseInt(length.substring(1)));
        return RedisLoading.parse(new String(text, StandardCharsets.US_ASCII));
    }

    /** Asks Redis to save everything and end. Redis answers by closing the connection. */
    void shutdown() throws IOException {
        try {
            ask("SHUTDOWN");
        } catch (EOFException hungUp) {
            return;
        }
    }

    /** Sends one command and returns its answer of one line. An error answer is thrown. */
    private String ask(String... words) throws IOException {
        send(words);
        String answer = readLine();
        if (!answer.startsWith("+")) {
            throw new IOException("Redis answers " + answer + " to " + words[0]);
        }
        return answer;
    }

    private void send(String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Redis hung up");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
