package io.onesend.it.course;

import io.onesend.it.harness.RawClient;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Many clients of one server, to be closed before it: a server that stops waits for its clients to close. */
final class Clients implements AutoCloseable {

    private final List<RawClient> clients = new ArrayList<>();

    void connect(InetSocketAddress server, int count) {
        for (int i = 0; i < count; i++) {
            clients.add(RawClient.connect(server));
        }
    }

    void each(Consumer<RawClient> action) {
        clients.forEach(action);
    }

    @Override
    public void close() {
        each(RawClient::close);
    }
}
