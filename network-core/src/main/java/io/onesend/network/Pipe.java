package io.onesend.network;

import io.onesend.network.logic.LogicThread;
import io.onesend.network.packet.EncodedPacket;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Connects each session of a port to a session of its own elsewhere and passes packets on in both directions, each direction only
 * as fast as its receiver takes them. When a peer ends its output, so does the other session, after what has been passed on to it;
 * the other direction goes on. When one of the two sessions ends, the other is closed, after the same.
 * The attachment of a session is the other one; leave it alone.
 *
 * <p>A port forward is a server with {@link io.onesend.network.packet.PacketDecoder#ENCODED} and this listener, and a client with
 * the same frames, whose sessions share the I/O threads of the server:
 *
 * <pre>{@code
 * Pipe.to((near, far) -> client.connectBeside(near, address, timeout, PacketDecoder.ENCODED, far))
 * }</pre>
 */
public final class Pipe implements SessionListener<EncodedPacket> {

    private final BiFunction<Session, SessionListener<EncodedPacket>, CompletionStage<Session>> connect;

    private Pipe(BiFunction<Session, SessionListener<EncodedPacket>, CompletionStage<Session>> connect) {
        this.connect = connect;
    }

    /**
     * A listener for the sessions of a server.
     *
     * @param connect opens the other session with the given listener; called on the logic thread, so it must not block
     * @return a listener for any number of sessions
     */
    public static SessionListener<EncodedPacket> to(
            Function<SessionListener<EncodedPacket>, CompletionStage<Session>> connect) {
        return new Pipe((near, far) -> connect.apply(far));
    }

    /**
     * A listener for the sessions of a server that tells for which of them the other one is opened.
     *
     * @param connect opens the other session, for the given session and with the given listener; called on the logic thread, so
     *     it must not block
     * @return a listener for any number of sessions
     */
    public static SessionListener<EncodedPacket> to(
            BiFunction<Session, SessionListener<EncodedPacket>, CompletionStage<Session>> connect) {
        return new Pipe(connect);
    }

    @Override
    @LogicThread
    public void onConnect(Session near) {
        near.suspend();
        connect.apply(near, new FarEnd(near)).whenComplete((far, failure) -> {
            if (failure != null) {
                near.close(DisconnectReason.NETWORK_ERROR.withDetail(String.valueOf(failure.getMessage())));
            }
        });
    }

    @Override
    @LogicThread
    public void onReceive(Session near, EncodedPacket packet) {
        passOn(near, packet);
    }

    @Override
    @LogicThread
    public void onInputEnd(Session near) {
        endOther(near);
    }

    @Override
    @LogicThread
    public void onDisconnect(Session near, DisconnectReason reason) {
        closeOther(near, reason);
    }

    private static void passOn(Session from, EncodedPacket packet) {
        if (from.attachment() instanceof Session to) {
            from.relay(packet, to);
        }
    }

    private static void endOther(Session ended) {
        if (ended.attachment() instanceof Session other) {
            other.endOutput();
        }
    }

    private static void closeOther(Session ended, DisconnectReason reason) {
        if (ended.attachment() instanceof Session other) {
            other.close(reason);
        }
    }

    private static final class FarEnd implements SessionListener<EncodedPacket> {

        private final Session near;

        FarEnd(Session near) {
            this.near = near;
        }

        @Override
        @LogicThread
        public void onConnect(Session far) {
            far.attach(near);
            near.attach(far);
            if (near.isOpen()) {
                near.resume();
            } else {
                // Its end may have come before it knew of this session.
                far.close();
            }
        }

        @Override
        @LogicThread
        public void onReceive(Session far, EncodedPacket packet) {
            passOn(far, packet);
        }

        @Override
        @LogicThread
        public void onInputEnd(Session far) {
            endOther(far);
        }

        @Override
        @LogicThread
        public void onDisconnect(Session far, DisconnectReason reason) {
            closeOther(far, reason);
        }
    }
}
