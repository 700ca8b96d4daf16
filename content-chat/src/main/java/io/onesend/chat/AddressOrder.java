package io.onesend.chat;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which address a client tries next: the configured ones in turn, unless another one comes first. */
final class AddressOrder {

    private final List<InetSocketAddress> configured;
    private int turn;
    private @Nullable InetSocketAddress first;

    AddressOrder(List<InetSocketAddress> configured) {
        this.configured = configured;
    }

    /** Tries this one before it goes on with the configured ones; it is forgotten then. */
    void tryFirst(InetSocketAddress address) {
        first = address;
    }

    InetSocketAddress next() {
        InetSocketAddress chosen = first;
        first = null;
        if (chosen == null) {
            chosen = configured.get(turn);
            turn = (turn + 1) % configured.size();
        }
        return chosen;
    }
}
