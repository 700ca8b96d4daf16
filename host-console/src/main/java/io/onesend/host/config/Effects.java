package io.onesend.host.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The keys that a reload changes in a running server. Every other key needs a restart. */
final class Effects {

    private static final List<Key<?>> LIVE = List.of(
            Keys.MAX_SESSIONS,
            Keys.MAX_SESSIONS_PER_ADDRESS,
            Keys.IDLE_TIMEOUT,
            Keys.BLOCKED_WARNING,
            DoorKeyTable.PROXY_TRUSTED,
            DoorKeyTable.PROXY_HEADER,
            TlsKeyTable.CERTIFICATE,
            TlsKeyTable.KEY,
            TlsKeyTable.KEY_PASSWORD_FILE,
            TlsKeyTable.CLIENT_CA,
            WebSocketKeyTable.ORIGINS,
            WebSocketKeyTable.HOSTS,
            Keys.SEND_STALL_TIMEOUT,
            Keys.ECHO,
            Keys.MAX_USERS,
            Keys.ROOMS_MAX_USERS,
            Keys.RATE_MESSAGES,
            Keys.RATE_BURST,
            Keys.UNKNOWN_PACKETS,
            Keys.FAILURES_PER_USER,
            Keys.FAILURES_PER_ADDRESS,
            Keys.FAILURES_WINDOW,
            AdminKeyTable.TOKEN_FILE,
            AdminKeyTable.HOSTS,
            DrainKeyTable.GRACE,
            DrainKeyTable.OVER,
            DrainKeyTable.LIMIT,
            Keys.LOG_LEVEL);

    private static final List<Key<?>> NEW_SESSIONS = List.of(
            Keys.MAX_FRAME_BYTES,
            Keys.CLOSE_TIMEOUT,
            DoorKeyTable.FIRST_BYTES,
            DoorKeyTable.HANDSHAKE_TIMEOUT,
            WebSocketKeyTable.PING,
            Keys.INBOUND_HIGH,
            Keys.INBOUND_LOW,
            Keys.INBOUND_HIGH_BYTES,
            Keys.INBOUND_LOW_BYTES,
            Keys.INBOUND_RATE,
            Keys.INBOUND_BURST,
            Keys.SEND_MAX_BYTES,
            Keys.SEND_WHEN_FULL,
            Keys.LOGIN_TIMEOUT,
            TracingKeyTable.SAMPLE);

    /** By identity, as keys are the lines of one table. */
    private static final Map<Key<?>, Effect> BY_KEY = table();

    private Effects() {}

    private static Map<Key<?>, Effect> table() {
        IdentityHashMap<Key<?>, Effect> table = new IdentityHashMap<>();
        LIVE.forEach(key -> table.put(key, Effect.LIVE));
        NEW_SESSIONS.forEach(key -> table.put(key, Effect.NEW_SESSIONS));
        return Collections.unmodifiableMap(table);
    }

    static Effect of(Key<?> key) {
        return BY_KEY.getOrDefault(key, Effect.RESTART);
    }

    /** The key's comment, with its effect in front unless it needs a restart. */
    static List<String> comment(Key<?> key) {
        String mark = switch (of(key)) {
            case LIVE -> "[live]";
            case NEW_SESSIONS -> "[new]";
            case RESTART -> "";
        };
        if (mark.isEmpty() || key.comment().isEmpty()) {
            return mark.isEmpty() ? key.comment() : List.of(mark);
        }
        List<String> marked = new ArrayList<>(key.comment());
        marked.set(0, mark + " " + marked.get(0));
        return marked;
    }
}
