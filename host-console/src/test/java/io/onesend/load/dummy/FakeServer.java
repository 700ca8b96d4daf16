package io.onesend.load.dummy;

import io.onesend.network.DisconnectReason;
import io.onesend.network.SendResult;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.testing.StubSession;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connections without sockets, on the test's thread and in virtual time: what is sent waits until the test echoes it. */
final class FakeServer implements RunContext.Connector {

    final List<FakeSession> sessions = new ArrayList<>();
    final List<@Nullable InetSocketAddress> sources = new ArrayList<>();
    final List<InetSocketAddress> targets = new ArrayList<>();
    boolean isRefusing;

    @Override
    public void connect(Link link, InetSocketAddress to, @Nullable InetSocketAddress from, Consumer<String> failed) {
        sources.add(from);
        targets.add(to);
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
    static final class FakeSession extends StubSession {

        final List<byte[]> waiting = new ArrayList<>();
        private final Link link;

        FakeSession(Link link) {
            super(1);
            this.link = link;
        }

        void echo(byte[] frame) {
            link.decode(PacketReader.over(frame));
        }

        void lose() {
            end(DisconnectReason.CLOSED_BY_PEER);
        }

        @Override
        public SendResult send(EncodedPacket packet) {
            waiting.add(packet.toBytes());
            return SendResult.ACCEPTED;
        }

        @Override
        public void close(DisconnectReason reason) {
            if (isOpen()) {
                end(reason);
            }
        }

        @Override
        public void abort(DisconnectReason reason) {
            close(reason);
        }

        private void end(DisconnectReason reason) {
            closedFor = reason;
            link.onDisconnect(this, reason);
        }
    }
}
