package io.onesend.load.dummy;

import io.onesend.network.DisconnectReason;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketReader;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connections without sockets, on the test's thread and in virtual time: what is sent waits until the test echoes it. */
final class FakeServer implements RunContext.Connector {

    final List<FakeSession> sessions = new ArrayList<>();
    final List<@Nullable InetSocketAddress> sources = new ArrayList<>();
    boolean isRefusing;

    @Override
    public void connect(Link link, @Nullable InetSocketAddress from, Consumer<String> failed) {
        sources.add(from);
        if (isRefusing) {
            failed.accept("nobody listens");
            return;
        }
        FakeSession session = new FakeSession(link);
        sessions.add(session);
        link.onConnect(session);
    }

    /** Returns everything that waits to be echoed now; an answer may make a client send again at once. */
    void echoAll() {
        sessions.forEach(session -> {
            List<byte[]> now = List.copyOf(session.waiting);
            session.waiting.clear();
            now.forEach(session::echo);
        });
    }

    /** One connection. */
    static final class FakeSession implements Session {

        final List<byte[]> waiting = new ArrayList<>();
        private final Link link;
        private boolean open = true;

        FakeSession(Link link) {
            this.link = link;
        }

        void echo(byte[] frame) {
            link.decode(PacketReader.over(frame));
        }

        void lose() {
            open = false;
            link.onDisconnect(this, DisconnectReason.CLOSED_BY_PEER);
        }

        @Override
        public SendResult offer(EncodedPacket packet) {
            return send(packet);
        }

        @Override
        public SendResult relay(EncodedPacket packet, Session to) {
            return to.send(packet);
        }

        @Override
        public boolean isWritable() {
            return isOpen();
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public SendResult send(EncodedPacket packet) {
            waiting.add(packet.toBytes());
            return SendResult.ACCEPTED;
        }

        @Override
        public void endOutput() {}

        @Override
        public void close(DisconnectReason reason) {
            if (open) {
                open = false;
                link.onDisconnect(this, reason);
            }
        }

        @Override
        public void abort(DisconnectReason reason) {
            close(reason);
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public long id() {
            return 1;
        }

        @Override
        public SocketAddress remoteAddress() {
            return new InetSocketAddress(1);
        }

        @Override
        public SocketAddress localAddress() {
            return new InetSocketAddress(2);
        }

        @Override
        public LogicLoop logicLoop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void suspend() {}

        @Override
        public void resume() {}

        @Override
        public void setDeadline(Duration fromNow, DisconnectReason reason) {}

        @Override
        public void setSilenceDeadline(Duration silence, DisconnectReason reason) {}

        @Override
        public void setReadIdle(Duration time) {}

        @Override
        public void clearDeadline() {}

        @Override
        public @Nullable Object attachment() {
            return null;
        }

        @Override
        public void attach(@Nullable Object attachment) {}
    }
}
