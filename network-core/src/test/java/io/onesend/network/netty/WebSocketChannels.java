package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;

/** A WebSocket's sessions in channels without sockets, from their first frame on; the test steps the logic loop. */
final class WebSocketChannels implements AutoCloseable {

    static final NetworkConfig CONFIG = NetworkConfig.builder().build();
    static final NetworkConfig LINES =
            CONFIG.toBuilder().frameFormat(FrameFormat.LINES).build();
    static final NetworkConfig RAW =
            CONFIG.toBuilder().frameFormat(FrameFormat.RAW).build();

    final RecordingListener listener = new RecordingListener();

    private final SteppedSessions sessions = new SteppedSessions();

    EmbeddedChannel open() {
        return open(CONFIG, Framing.WEBSOCKET_BINARY);
    }

    EmbeddedChannel open(NetworkConfig config, Framing framing) {
        return sessions.open(config, framing, listener);
    }

    void run(EmbeddedChannel channel) {
        sessions.run(channel);
    }

    void receive(EmbeddedChannel channel, byte... bytes) {
        sessions.receive(channel, bytes);
    }

    /** Ends all of them, and expects that nothing is left. */
    @Override
    public void close() {
        sessions.close();
        assertThat(listener.ends).hasSize(listener.sessions.size());
    }
}
