package io.onesend.host.config;

import io.onesend.network.WebSocketSettings;
import io.onesend.network.WebSocketSettings.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The keys of the port's WebSocket. {@link DoorKeyTable} has them in their place. */
final class WebSocketKeyTable {

    private static final String SAME_ORIGIN = "same";
    private static final String ANY_ORIGIN = "any";

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<String> PATH =
            add("network.websocket.path", path(), WebSocketSettings.DEFAULT.path(), "where it is: ws://host:11021/ws");
    static final Key<List<String>> ORIGINS = add(
            "network.websocket.origins",
            origins(),
            List.of(),
            "pages that may connect: same (those of this host and port) | any (warned about at start) |",
            "https://chat.example,https://www.chat.example (these, and those of this host and port)");
    static final Key<List<String>> HOSTS = add(
            "network.websocket.hosts",
            Lists.of(true, WebSocketKeyTable::host),
            List.of(),
            "names that clients may call this server by, besides IP addresses and localhost: chat.example");
    static final Key<Duration> PING = add(
            "network.websocket.ping",
            Numbers.duration(Duration.ZERO, Duration.ofDays(1)),
            WebSocketSettings.DEFAULT.ping(),
            "how often a WebSocket's client is asked whether it is there; its answer counts as received;",
            "0: never; at least twice in network.idle-timeout, if that is set");

    /** All of them, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private WebSocketKeyTable() {}

    /** What the keys say. */
    static WebSocketSettings settings(Settings settings) {
        return new WebSocketSettings(
                settings.value(PATH),
                settings.value(ORIGINS),
                settings.value(HOSTS),
                ping(settings.value(PING), settings.value(Keys.IDLE_TIMEOUT)),
                Messages.BINARY);
    }

    /** Below the time after which a silent session is closed, with room for the answer. */
    private static Duration ping(Duration asked, Duration idle) {
        Duration most = idle.dividedBy(2);
        return idle.isZero() || asked.compareTo(most) <= 0 ? asked : most;
    }

    private static ValueType<String> path() {
        return new ValueType<>() {
            @Override
            public String parse(String text) throws InvalidValueException {
                check(
                        text,
                        List.of(),
                        List.of(),
                        "is not the path of a request: '" + text + "'; write a slash first, and no '?', '#' or space");
                return text;
            }

            @Override
            public String format(String value) {
                return value;
            }
        };
    }

    private static ValueType<List<String>> origins() {
        ValueType<List<String>> several = Lists.of(false, WebSocketKeyTable::origin);
        return new ValueType<>() {
            @Override
            public List<String> parse(String text) throws InvalidValueException {
                return switch (text) {
                    case SAME_ORIGIN -> List.of();
                    case ANY_ORIGIN -> List.of(WebSocketSettings.ANY_ORIGIN);
                    default -> several.parse(text);
                };
            }

            @Override
            public String format(List<String> value) {
                if (value.isEmpty()) {
                    return SAME_ORIGIN;
                }
                return value.contains(WebSocketSettings.ANY_ORIGIN) ? ANY_ORIGIN : several.format(value);
            }
        };
    }

    private static String origin(String text) throws InvalidValueException {
        String otherwise =
                "has '" + text + "', which is no origin; write same, any, or origins without a slash at the end:"
                        + " https://chat.example";
        if (text.equals(WebSocketSettings.ANY_ORIGIN)) {
            throw new InvalidValueException(otherwise);
        }
        check(WebSocketSettings.DEFAULT.path(), List.of(text), List.of(), otherwise);
        return text;
    }

    static String host(String text) throws InvalidValueException {
        check(
                WebSocketSettings.DEFAULT.path(),
                List.of(),
                List.of(text),
                "has '" + text + "', which is not the name of a host; write it without a port: chat.example");
        return text;
    }

    /** The network knows what a request can match; the words for it are this file's. */
    private static void check(String path, List<String> origins, List<String> hosts, String otherwise)
            throws InvalidValueException {
        try {
            WebSocketSettings unused = new WebSocketSettings(path, origins, hosts, Duration.ZERO, Messages.BINARY);
        } catch (IllegalArgumentException neverMatches) {
            throw new InvalidValueException(otherwise);
        }
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault, String... comment) {
        Key<T> key = new Key<>(path, type, byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}
