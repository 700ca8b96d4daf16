package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Records its calls and handles packets as the test wants. */
class RecordingListener implements SessionListener<byte[]> {

    final List<Session> sessions = new CopyOnWriteArrayList<>();
    final List<byte[]> received = new CopyOnWriteArrayList<>();
    final List<DisconnectReason> ends = new CopyOnWriteArrayList<>();
    volatile BiConsumer<Session, byte[]> onPacket = (session, packet) -> {};
    volatile @Nullable RuntimeException onConnectThrows;

    static RecordingListener echo() {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = Session::send;
        return listener;
    }

    @Override
    public void onConnect(Session session) {
        sessions.add(session);
        RuntimeException failure = onConnectThrows;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void onReceive(Session session, byte[] packet) {
        received.add(packet);
        onPacket.accept(session, packet);
    }

    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        ends.add(reason);
    }

    Session session() {
        return sessions.get(0);
    }
}
