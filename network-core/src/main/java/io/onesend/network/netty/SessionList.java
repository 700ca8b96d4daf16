package io.onesend.network.netty;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the live sessions, oldest first. The links are fields of the sessions: an entry of a map would cost each idle session 40
 * bytes more. Guarded by the lock of the {@link SessionRegistry}.
 */
final class SessionList {

    private @Nullable NettySession oldest;
    private @Nullable NettySession newest;
    private int size;

    void add(NettySession session) {
        NettySession before = newest;
        session.older = before;
        if (before == null) {
            oldest = session;
        } else {
            before.newer = session;
        }
        newest = session;
        session.listed = true;
        size++;
    }

    /** Returns whether it was in the list. */
    boolean remove(NettySession session) {
        if (!session.listed) {
            return false;
        }
        NettySession before = session.older;
        NettySession after = session.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        session.older = null;
        session.newer = null;
        session.listed = false;
        size--;
        return true;
    }

    int size() {
        return size;
    }

    /** A copy, oldest first. */
    List<NettySession> all() {
        List<NettySession> all = new ArrayList<>(size);
        for (NettySession session = oldest; session != null; session = session.newer) {
            all.add(session);
        }
        return all;
    }
}
