package io.onesend.host.config;

import io.onesend.network.Transport;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of values that are words: one of several, plain text, the address of Redis. */
final class Texts {

    /** The value of {@code redis.uri} that asks for the server that the host starts itself. */
    static final String EMBEDDED = "embedded";

    /** The longest name in the DNS. */
    private static final int LONGEST_HOST = 253;

    /** What the packet that sends a client to another host has room for. */
    private static final int LONGEST_CLIENT_HOST = 64;

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?");

    private static final Pattern HOST_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([1-9][0-9]{0,4})");

    /** {@code redis-sentinel://[:password@]host[:port][,host[:port]…][/db]#name}: java.net.URI knows one host only. */
    private static final Pattern SENTINEL = Pattern.compile(
            "rediss?-sentinel://([^@/#]*@)?[^@/#,:]+(:[0-9]{1,5})?(,[^@/#,:]+(:[0-9]{1,5})?)*(/[0-9]{0,4})?#[^#/@]+");

    private static final Pattern PASSWORD_OF_URI = Pattern.compile("(?<=//)([^/@]*:)?[^/@]*@");

    private Texts() {}

    /** What a text has to be. */
    private interface Check {

        void check(String text) throws InvalidValueException;
    }

    /** A text that stays as it was written. */
    private static ValueType<String> asWritten(boolean mayBeEmpty, Check check) {
        return new ValueType<>() {
            @Override
            public String parse(String text) throws InvalidValueException {
                check.check(text);
                return text;
            }

            @Override
            public String format(String value) {
                return value;
            }

            @Override
            public boolean mayBeEmpty() {
                return mayBeEmpty;
            }
        };
    }

    /** Any text without control characters. */
    static ValueType<String> text(boolean mayBeEmpty) {
        return asWritten(mayBeEmpty, Texts::checkControlCharacters);
    }

    /** The name of a file or a folder, one that this system can have in this locale. */
    static ValueType<String> path(boolean mayBeEmpty) {
        return asWritten(mayBeEmpty, text -> {
            checkControlCharacters(text);
            try {
                Path unused = Path.of(text);
            } catch (InvalidPathException impossible) {
                throw new InvalidValueException(SystemText.ofProcess()
                        .problemOf(text)
                        .orElse("is not the name of a file: " + impossible.getReason()));
            }
        });
    }

    private static void checkControlCharacters(String text) throws InvalidValueException {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("contains a control character");
        }
    }

    /** An address to listen on: a name or a number, without a port. */
    static ValueType<String> host() {
        return asWritten(false, text -> {
            if (text.length() > LONGEST_HOST || !HOST.matcher(text).matches()) {
                throw new InvalidValueException(
                        "is not a host: '" + text + "'; write an address or a name, the port is a key of its own");
            }
        });
    }

    /** An address for clients, with its port; the host may have as many characters as the packets that name it. */
    static ValueType<String> hostPort(boolean mayBeEmpty) {
        return asWritten(mayBeEmpty, text -> {
            if (!text.isEmpty() && !isHostPort(text)) {
                throw new InvalidValueException("is not a host of up to " + LONGEST_CLIENT_HOST
                        + " characters and a port: '" + text + "'; write chat.example:11021 or [::1]:11021");
            }
        });
    }

    /** Addresses with their ports, with commas between; none if empty. */
    static ValueType<List<String>> hostPorts() {
        return new ValueType<>() {
            @Override
            public List<String> parse(String text) throws InvalidValueException {
                List<String> addresses = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
                for (String address : addresses) {
                    if (!HOST_PORT.matcher(address).matches()) {
                        throw new InvalidValueException(
                                "is not a list of addresses: '" + text + "'; write host:port,host:port");
                    }
                }
                return addresses;
            }

            @Override
            public String format(List<String> value) {
                return String.join(",", value);
            }

            @Override
            public boolean mayBeEmpty() {
                return true;
            }
        };
    }

    private static boolean isHostPort(String text) {
        Matcher parts = HOST_PORT.matcher(text);
        return parts.matches()
                && parts.group(1).length() <= LONGEST_CLIENT_HOST
                && Integer.parseInt(parts.group(2)) <= 65_535;
    }

    static ValueType<Boolean> flag() {
        return choice(Map.of("true", true, "false", false));
    }

    /** Transports have a spelling of their own: io_uring, as everybody writes it. */
    static ValueType<Transport> transport() {
        Map<String, Transport> values = new LinkedHashMap<>();
        for (Transport transport : Transport.values()) {
            values.put(transport.configName(), transport);
        }
        return choice(values);
    }

    /** The constants of an enum, in lower case with dashes. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        Map<String, E> values = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            values.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return choice(values);
    }

    private static <T> ValueType<T> choice(Map<String, T> values) {
        return new ValueType<>() {
            @Override
            public T parse(String text) throws InvalidValueException {
                T value = values.get(text);
                if (value != null) {
                    return value;
                }
                String hint = NearMiss.of(text, values.keySet())
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("");
                throw new InvalidValueException("is not one of "
                        + String.join(", ", values.keySet().stream().sorted().toList()) + ": '" + text + "'" + hint);
            }

            @Override
            public String format(T value) {
                return values.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(value))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
            }
        };
    }

    /** {@code embedded}, or an address of Redis or of Sentinel. A wrong one is not repeated: it may contain a password. */
    static ValueType<String> redisUri() {
        return new ValueType<>() {
            @Override
            public String parse(String text) throws InvalidValueException {
                if (!text.equals(EMBEDDED) && !isRedisUri(text) && !isSentinel(text)) {
                    throw new InvalidValueException("is neither '" + EMBEDDED
                            + "' nor an address like redis://[user:password@]host[:port][/db] or rediss://…"
                            + " or redis-sentinel://host,host/0#name");
                }
                return text;
            }

            @Override
            public String format(String value) {
                return value;
            }

            @Override
            public String masked(String value) {
                return maskPassword(value);
            }
        };
    }

    /** Replaces the password of an address; without a colon all that is in front of the @ counts as one. */
    static String maskPassword(String uri) {
        return PASSWORD_OF_URI.matcher(uri).replaceFirst(match -> {
            String user = match.group(1);
            return (user == null ? "" : user.replace("$", "\\$")) + "***@";
        });
    }

    static boolean isSentinel(String uri) {
        return SENTINEL.matcher(uri).matches();
    }

    private static boolean isRedisUri(String text) {
        @Nullable URI uri = uri(text);
        return uri != null
                && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPort() <= 65_535
                && uri.getFragment() == null
                && uri.getPath().matches("(/[0-9]{0,4})?");
    }

    /** An address of HTTP, whose path is as important as its host. */
    static ValueType<String> httpUrl() {
        return asWritten(true, text -> {
            if (!text.isEmpty() && !isHttpUrl(text)) {
                throw new InvalidValueException(
                        "is not an address like http://host:4318/v1/traces or https://host/v1/traces");
            }
        });
    }

    /** Without a user: its password would be shown wherever the address is. */
    private static boolean isHttpUrl(String text) {
        @Nullable URI uri = uri(text);
        return uri != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getPort() <= 65_535
                && uri.getFragment() == null;
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }
}
