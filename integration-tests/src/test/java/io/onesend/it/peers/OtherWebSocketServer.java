package io.onesend.it.peers;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server that others wrote, at the path /ws. It sends binary messages back as they are. Four messages ask for something
 * else: {@code fragments} for a message in three frames, {@code ping} for a ping and a message after its pong, {@code text} for a text,
 * {@code close} for an end with 3001.
 */
interface OtherWebSocketServer extends AutoCloseable {

    Duration DEADLINE = Duration.ofSeconds(20);

    InetSocketAddress address();

    /** The next line that it has to say: how a connection has ended. Null if none comes. */
    @Nullable
    String nextLine() throws InterruptedException;

    @Override
    void close();
}
