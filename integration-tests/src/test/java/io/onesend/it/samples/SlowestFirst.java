package io.onesend.it.samples;

import io.onesend.network.NetworkServer;
import io.onesend.network.SessionOrder;
import io.onesend.network.SessionQuery;
import java.util.List;

/** Tells whose peers are furthest behind, for an operator. */
final class SlowestFirst {

    private SlowestFirst() {}

    static List<String> lines(NetworkServer server) {
        SessionQuery query = SessionQuery.by(SessionOrder.BEHIND).first(10);
        return server.sessions(query).sessions().stream()
                .map(info -> info.remoteAddress() + ": " + info.queuedBytes() + " bytes, behind for " + info.behind())
                .toList();
    }
}
