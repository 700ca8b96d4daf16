package io.onesend.host.server;

import io.onesend.chat.ChatServer;
import io.onesend.host.config.CheckedConfig;
import io.onesend.host.config.DrainConfig;
import io.onesend.host.config.HostConfig;
import io.onesend.host.log.LogSetup;
import io.onesend.host.reload.ReloadPart;
import io.onesend.host.reload.ReloadRefusedException;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The parts of a running host that take new settings. */
final class LiveParts {

    private final HostConfig start;
    private final NetworkConfig proven;
    private final NetworkServer network;
    private final ChatServer chat;

    /** What the drain reads when it begins. */
    private final AtomicReference<DrainConfig> drain;

    /**
     * @param start what the host was started with
     * @param proven what its network was started with
     */
    LiveParts(
            HostConfig start,
            NetworkConfig proven,
            NetworkServer network,
            ChatServer chat,
            AtomicReference<DrainConfig> drain) {
        this.start = start;
        this.proven = proven;
        this.network = network;
        this.chat = chat;
        this.drain = drain;
    }

    List<ReloadPart> all() {
        return List.of(
                this::prepareChat,
                this::prepareNetwork,
                next -> () -> drain.set(next.config().drain()),
                next -> () -> LogSetup.changeLevel(next.config().log().level()));
    }

    private Runnable prepareChat(CheckedConfig checked) throws ReloadRefusedException {
        HostConfig next = checked.config();
        boolean differs = next.chat().rooms().maxUsers() != start.chat().rooms().maxUsers();
        if (differs && start.cluster().isPresent()) {
            throw new ReloadRefusedException("chat.rooms.max-users is the same on all hosts of a cluster: stop all of"
                    + " them, and start them with the new one");
        }
        return () -> chat.reconfigure(next.chat());
    }

    private Runnable prepareNetwork(CheckedConfig checked) {
        HostConfig next = checked.config();
        NetworkConfig changed = next.network().toBuilder()
                .transport(proven.transport())
                .doors(next.network().doors().withPages(proven.doors().pages()))
                .build();
        return () -> checked.certificates()
                .ifPresentOrElse(
                        certificates -> network.reconfigure(changed, certificates), () -> network.reconfigure(changed));
    }
}
