package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import java.util.Map;

/** The close codes of WebSockets: of RFC 6455, section 7.4.1, and of the registry that it began. */
final class CloseCodes {

    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int WRONG_KIND = 1003;
    /** Never sent: stands for a close frame without a code. */
    static final int NO_CODE = 1005;

    static final int INVALID_MESSAGE = 1007;
    static final int POLICY = 1008;
    static final int TOO_BIG = 1009;
    static final int INTERNAL_ERROR = 1011;
    static final int COME_BACK = 1012;
    static final int TRY_LATER = 1013;

    private static final int ABNORMAL = 1006;
    private static final int LAST_OF_PROTOCOL = 1014;
    private static final int FIRST_OF_LIBRARIES = 3000;
    private static final int LAST_OF_APPLICATIONS = 4999;

    /** Where the fault does not decide. */
    private static final Map<String, Integer> OF_NAME = Map.of(
            DisconnectReason.SERVER_STOPPING.name(),
            COME_BACK,
            "draining",
            COME_BACK,
            DisconnectReason.SEND_LIMIT.name(),
            POLICY,
            DisconnectReason.WRITE_STALLED.name(),
            POLICY,
            DisconnectReason.RATE_LIMIT.name(),
            POLICY,
            "login-timeout",
            POLICY,
            "kicked",
            POLICY);

    private CloseCodes() {}

    /** The code that tells a peer why this side closes. */
    static int of(DisconnectReason reason) {
        Integer code = OF_NAME.get(reason.name());
        if (code != null) {
            return code;
        }
        return switch (reason.fault()) {
            case NONE -> NORMAL;
            case PEER, NETWORK -> POLICY;
            case OVERLOAD -> TRY_LATER;
            case OURS -> INTERNAL_ERROR;
        };
    }

    /** Whether a close frame may carry this code. */
    static boolean mayBeSent(int code) {
        if (code >= FIRST_OF_LIBRARIES) {
            return code <= LAST_OF_APPLICATIONS;
        }
        return code >= NORMAL && code <= LAST_OF_PROTOCOL && code != 1004 && code != NO_CODE && code != ABNORMAL;
    }
}
