package io.onesend.host.server;

import io.onesend.chat.ChatServer;
import io.onesend.chat.Draining;
import io.onesend.host.drain.DrainTarget;
import io.onesend.network.NetworkServer;
import java.time.Duration;

/** The running host as a drain empties it. */
record ServingTarget(HostState state, NetworkServer network, ChatServer chat) implements DrainTarget {

    @Override
    public void showDraining(boolean draining) {
        state.showDraining(draining);
        if (draining) {
            network.drain();
        } else {
            network.undrain();
        }
    }

    @Override
    public boolean isWatched() {
        return state.isWatched();
    }

    @Override
    public void stopListening() {
        network.stopAccepting();
    }

    @Override
    public Draining closeSessions(Duration over) {
        return chat.drain(network::sessions, over);
    }

    @Override
    public int sessions() {
        return network.statistics().sessions();
    }
}
