package io.onesend.it.speed.listing;

import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Users who have logged in, each in a session of its own, and do nothing more. They come from many loopback addresses. */
final class IdleUsers implements AutoCloseable {

    /** Fewer than an address has ports, so that it makes no difference how many the system gives. */
    private static final int USERS_OF_ADDRESS = 1000;

    private static final String PASSWORD = "idle";
    private static final int HEADER_BYTES = 5;

    private final List<SocketChannel> channels = new ArrayList<>();

    private IdleUsers() {}

    /** @param count up to 250,000, one descriptor of this process for each */
    static IdleUsers logIn(int count, TestRedis redis, InetSocketAddress server) throws IOException {
        IdleUsers users = new IdleUsers();
        String prefix = TestRedis.unique() + "-";
        try {
            for (int number = 0; number < count; number++) {
                redis.plaintext(prefix + number, PASSWORD);
                users.channels.add(logIn(prefix + number, number, server));
            }
            return users;
        } catch (IOException | RuntimeException failed) {
            users.close();
            throw failed;
        }
    }

    private static SocketChannel logIn(String user, int number, InetSocketAddress server) throws IOException {
        SocketChannel channel = SocketChannel.open();
        byte host = (byte) (2 + number / USERS_OF_ADDRESS);
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, host}), 0));
        channel.connect(server);
        channel.write(ByteBuffer.wrap(Wire.login(user, PASSWORD)));
        ByteBuffer answer = ByteBuffer.allocate(HEADER_BYTES + Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server has closed the session of user " + number);
            }
        }
        int result = answer.getShort(HEADER_BYTES);
        if (answer.getShort(Short.BYTES) != Wire.LOGIN_RESPONSE || result != 0) {
            throw new IOException("the login of user " + number + " was answered with " + result);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
