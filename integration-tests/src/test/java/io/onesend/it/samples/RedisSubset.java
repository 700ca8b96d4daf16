package io.onesend.it.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.onesend.it.samples.RedisProtocol.Request;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import java.util.List;

/**
 * A part of Redis, to be tried with {@code redis-cli -p 7000}. {@link RedisProtocol} reads and writes what goes over the wire, and
 * {@link RedisCommands} keeps the data.
 *
 * <p>Threads: one I/O thread does everything, as in Redis itself. Callbacks run on it ({@link Logic#inline}), so the data needs
 * no lock; no command may take long.
 *
 * <p>Back-pressure: a client that does not read its replies is served no further until it has read on. Nobody else notices.
 */
public final class RedisSubset implements SessionListener<Request> {

    private final RedisCommands commands = new RedisCommands();

    static NetworkConfig config(int port) {
        return NetworkConfig.anyProtocol()
                .port(port)
                .frameFormat(FrameFormat.of(RedisProtocol::frameLength))
                // The longest command; a longer one closes its session.
                .maxFrameBytes(1024 * 1024)
                // From the high mark on a client waits. The space above it is for the one reply that crosses the mark.
                .sendHigh(256 * 1024)
                .sendLow(64 * 1024)
                .sendMaxBytes(64 * 1024 * 1024)
                .ioThreads(1)
                .build();
    }

    static NetworkServer start(NetworkConfig config) {
        return NetworkServer.start(config, Logic.inline(), RedisProtocol::decode, new RedisSubset());
    }

    public static void main(String[] args) {
        NetworkServer server = start(config(Integer.parseInt(args[0])));
        System.out.println("redis on " + server.address());
        // Replies that are under way still go out.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }

    @Override
    public void onReceive(Session session, Request request) {
        if (request.error() != null) {
            send(session, RedisProtocol.error("ERR Protocol error: " + request.error()));
            // The reply goes out first.
            session.close(DisconnectReason.PROTOCOL_ERROR.withDetail(request.error()));
        } else if (!request.words().isEmpty()) {
            answer(session, request.words());
        }
    }

    private void answer(Session session, List<String> words) {
        send(session, commands.run(words));
        if (words.get(0).equalsIgnoreCase("quit")) {
            session.close();
        } else if (!session.isWritable()) {
            session.suspend();
        }
    }

    /** The client has read on. */
    @Override
    public void onWritable(Session session) {
        session.resume();
    }

    private static void send(Session session, String reply) {
        session.send(reply.getBytes(ISO_8859_1));
    }
}
