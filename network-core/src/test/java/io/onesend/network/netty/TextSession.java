package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A session of texts, which changes its frames where the test says. The test steps both threads. */
final class TextSession implements SessionListener<byte[]>, AutoCloseable {

    static final FrameFormat LINES = FrameFormat.LINES.oneAtATime();

    final List<String> received = new ArrayList<>();
    final List<DisconnectReason> ends = new ArrayList<>();

    /** What the session does with each text. */
    BiConsumer<Session, String> then = (session, text) -> {};

    final SteppedSessions sessions = new SteppedSessions();
    final EmbeddedChannel channel;

    @Nullable
    Session session;

    /** A session of lines, which are cut one at a time. */
    TextSession() {
        this(NetworkConfig.builder().frameFormat(LINES).build());
    }

    TextSession(NetworkConfig config) {
        channel = sessions.open(config, this);
    }

    void receive(String bytes) {
        sessions.receive(channel, bytes.getBytes(ISO_8859_1));
    }

    void run() {
        sessions.run(channel);
    }

    void onText(String text, BiConsumer<Session, String> does) {
        then = (from, arrived) -> {
            if (arrived.equals(text)) {
                does.accept(from, arrived);
            }
        };
    }

    static BiConsumer<Session, String> changeTo(FrameFormat format) {
        return (session, text) -> session.changeFrames(format, PacketDecoder.BYTES);
    }

    @Override
    public void onConnect(Session connected) {
        session = connected;
    }

    @Override
    public void onReceive(Session from, byte[] packet) {
        String text = new String(packet, ISO_8859_1);
        received.add(text);
        then.accept(from, text);
    }

    @Override
    public void onDisconnect(Session disconnected, DisconnectReason reason) {
        ends.add(reason);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
