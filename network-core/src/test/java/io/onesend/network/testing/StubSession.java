package io.onesend.network.testing;

import io.onesend.network.DisconnectReason;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session without a connection that accepts nothing and records why it was closed. A test that needs more of a session extends
 * it.
 */
public class StubSession implements Session {

    private final long id;
    private @Nullable Object attachment;

    public @Nullable DisconnectReason closedFor;

    public StubSession(long id) {
        this.id = id;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public SocketAddress remoteAddress() {
        return new InetSocketAddress(0);
    }

    @Override
    public SocketAddress localAddress() {
        return new InetSocketAddress(0);
    }

    @Override
    public LogicLoop logicLoop() {
        throw new UnsupportedOperationException();
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
        return SendResult.CLOSED;
    }

    @Override
    public void endOutput() {}

    @Override
    public void close(DisconnectReason reason) {
        closedFor = reason;
    }

    @Override
    public void abort(DisconnectReason reason) {
        closedFor = reason;
    }

    @Override
    public boolean isOpen() {
        return closedFor == null;
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
    public void clearDeadline() {}

    @Override
    public void setReadIdle(Duration time) {}

    @Override
    public @Nullable Object attachment() {
        return attachment;
    }

    @Override
    public void attach(@Nullable Object attached) {
        attachment = attached;
    }
}
