package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import java.util.stream.Stream;

/**
 * A reason of the server to end a WebSocket, and the code of the close frame that tells it.
 *
 * @param name of the reason, which is the text of the close frame
 */
record CloseCodeRow(String name, Fault fault, int code) {

    static Stream<CloseCodeRow> all() {
        return Stream.of(
                new CloseCodeRow("server-stopping", Fault.NONE, 1012),
                new CloseCodeRow("draining", Fault.NONE, 1012),
                new CloseCodeRow("closed-by-server", Fault.NONE, 1000),
                new CloseCodeRow("server-send-limit", Fault.OVERLOAD, 1013),
                new CloseCodeRow("send-limit", Fault.OVERLOAD, 1008),
                new CloseCodeRow("write-stalled", Fault.OVERLOAD, 1008),
                new CloseCodeRow("rate-limit", Fault.OVERLOAD, 1008),
                new CloseCodeRow("idle", Fault.NETWORK, 1008),
                new CloseCodeRow("login-timeout", Fault.PEER, 1008),
                new CloseCodeRow("kicked", Fault.NONE, 1008),
                new CloseCodeRow("an-own", Fault.NONE, 1000),
                new CloseCodeRow("an-own", Fault.PEER, 1008),
                new CloseCodeRow("an-own", Fault.NETWORK, 1008),
                new CloseCodeRow("an-own", Fault.OVERLOAD, 1013),
                new CloseCodeRow("an-own", Fault.OURS, 1011));
    }

    DisconnectReason reason() {
        return DisconnectReason.of(name, fault);
    }
}
