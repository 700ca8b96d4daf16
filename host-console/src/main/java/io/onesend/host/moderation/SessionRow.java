package io.onesend.host.moderation;

import io.onesend.chat.admin.UserInfo;
import io.onesend.chat.user.ChatUser;
import io.onesend.host.text.Amounts;
import io.onesend.host.text.HostPort;
import io.onesend.network.Entrance;
import io.onesend.network.SessionInfo;
import io.onesend.network.log.Counted;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as lists show it. The names are those of the JSON.
 *
 * @param tls the version; null: not encrypted
 * @param proxy the address of the proxy's socket; null: none
 * @param since an instant of ISO 8601, as {@code lastRead}
 * @param user null: not logged in
 * @param room null: in none
 */
record SessionRow(
        long id,
        String address,
        String door,
        @Nullable String tls,
        @Nullable String proxy,
        String since,
        String lastRead,
        long packetsIn,
        long bytesIn,
        long packetsOut,
        long bytesOut,
        long queuedBytes,
        long behindMillis,
        boolean readingStopped,
        @Nullable String user,
        @Nullable Integer room) {

    static SessionRow of(SessionInfo info, @Nullable UserInfo user) {
        Entrance entrance = info.entrance();
        return new SessionRow(
                info.id(),
                text(info.remoteAddress()),
                entrance.door().label(),
                entrance.tls() == null ? null : entrance.tls().version(),
                entrance.proxy() == null ? null : text(entrance.proxy()),
                info.since().toString(),
                info.lastRead().toString(),
                info.packetsIn(),
                info.bytesIn(),
                info.packetsOut(),
                info.bytesOut(),
                info.queuedBytes(),
                info.behind().toMillis(),
                info.readingStopped(),
                user == null ? null : user.userId(),
                roomOf(user));
    }

    static @Nullable Integer roomOf(@Nullable UserInfo user) {
        return user == null || user.room() == ChatUser.NO_ROOM ? null : user.room();
    }

    /** As a peer is named everywhere; the peers of a Unix domain socket have no address. */
    static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? HostPort.of(inet.getAddress().getHostAddress(), inet.getPort())
                : "local";
    }

    /** For people, on one line. */
    String line(Instant now) {
        return "#" + id + " " + address + " " + door + (tls == null ? "" : " " + tls)
                + ", " + who()
                + ", for "
                + Amounts.seconds(Duration.between(Instant.parse(since), now).toSeconds())
                + ", in " + Counted.of(packetsIn, "packet") + " " + Counted.of(bytesIn, "byte")
                + ", out " + Counted.of(packetsOut, "packet") + " " + Counted.of(bytesOut, "byte")
                + (queuedBytes == 0 ? "" : ", " + Counted.of(queuedBytes, "byte") + " waiting")
                + (behindMillis == 0 ? "" : ", behind for " + behindMillis + " ms")
                + (readingStopped ? ", not read" : "");
    }

    private String who() {
        if (user == null) {
            return "not logged in";
        }
        return room == null ? user + " in no room" : user + " in room " + room;
    }
}
