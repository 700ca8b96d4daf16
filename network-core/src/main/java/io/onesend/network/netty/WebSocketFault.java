package io.onesend.network.netty;

/** The peer broke a rule of the WebSocket protocol. As any fault of a peer it carries no stack trace. */
final class WebSocketFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * @param code the close code to answer with
     * @param message for the log; never text that the peer sent
     */
    WebSocketFault(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
