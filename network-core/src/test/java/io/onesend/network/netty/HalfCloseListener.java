package io.onesend.network.netty;

import io.onesend.network.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Goes on when its peer has ended its output, and records how many packets had come by then. */
final class HalfCloseListener extends RecordingListener {

    final List<Integer> packetsAtInputEnd = new CopyOnWriteArrayList<>();
    volatile Consumer<Session> atInputEnd = session -> {};

    @Override
    public void onInputEnd(Session session) {
        packetsAtInputEnd.add(received.size());
        atInputEnd.accept(session);
    }
}
