package io.onesend.host.moderation;

import io.onesend.chat.ban.Ban;
import io.onesend.chat.ban.BanTarget;
import io.onesend.chat.ban.Bans;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Ends the sessions of addresses that were banned while they were connected. The chat does the same for users. */
public record BanEnforcement(Bans bans, NetworkServer network) {

    /** Begins. Bans that were read while the port was being opened are looked at too. */
    public static void start(Bans bans, NetworkServer network) {
        BanEnforcement enforcement = new BanEnforcement(bans, network);
        bans.onBan(enforcement::enforce);
        enforcement.enforce(bans.list());
    }

    private void enforce(List<Ban> news) {
        if (news.stream().anyMatch(ban -> ban.target() instanceof BanTarget.Addresses)) {
            network.sessions()
                    .forEach(session ->
                            banOf(session).ifPresent(ban -> session.close(Bans.BANNED.withDetail(ban.reason()))));
        }
    }

    private Optional<Ban> banOf(Session session) {
        return session.remoteAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? bans.of(peer.getAddress())
                : Optional.empty();
    }
}
