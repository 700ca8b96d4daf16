package io.onesend.chat.config;

import java.time.Duration;
import java.util.Objects;

/**
 * A chat server's whole configuration; immutable, checked when made.
 *
 * @param echo whether DEV_ECHO is answered; otherwise it counts as an unknown id
 * @param maxUsers logged in at one time
 * @param loginTimeout a session not logged in is closed this long after its last whole packet, or without {@code echo} this long
 *     after its start; zero: never
 * @param autoRegister an unknown id is registered with the password it gives ({@link LoginMode#PASSWORD} only)
 * @param unknownPackets unknown ids from one session before it is closed
 */
public record ChatConfig(
        boolean echo,
        int maxUsers,
        Duration loginTimeout,
        LoginMode login,
        boolean autoRegister,
        Rooms rooms,
        Rate rate,
        int unknownPackets,
        LoginThrottle loginThrottle) {

    /** What a login's password field is compared with. */
    public enum LoginMode {
        /** An Argon2id hash. */
        PASSWORD,
        /** A token that works once. */
        TOKEN,
        /** The password itself, as the course's server keeps it. */
        PLAINTEXT
    }

    /**
     * The rooms of the server.
     *
     * @param first the lowest room number
     * @param count how many rooms, numbered from {@code first} on
     * @param maxUsers in one room
     */
    public record Rooms(int first, int count, int maxUsers) {

        /** The table of rooms is made at start; this many rooms take some MiB. */
        public static final int MAX_COUNT = 1_000_000;

        public Rooms {
            require(first >= 0, "rooms.first must not be negative");
            require(count > 0 && count <= MAX_COUNT, "rooms.count must be 1 to " + MAX_COUNT);
            require(count - 1 <= Integer.MAX_VALUE - first, "the last room's number is beyond an i32");
            require(maxUsers > 0, "rooms.maxUsers must be positive");
        }
    }

    /**
     * How fast one session may chat.
     *
     * @param messagesPerSecond on average; 0: no limit
     * @param burst messages at once, after a silence
     */
    public record Rate(int messagesPerSecond, int burst) {
        public Rate {
            require(messagesPerSecond >= 0, "rate.messagesPerSecond must not be negative");
            require(messagesPerSecond == 0 || burst > 0, "rate.burst must be positive");
        }
    }

    /**
     * How many logins may fail before more are refused unchecked.
     *
     * @param failuresPerUser of one user id within the window; 0: no limit
     * @param failuresPerAddress from one address within the window; 0: no limit
     * @param window from the first failure counted
     */
    public record LoginThrottle(int failuresPerUser, int failuresPerAddress, Duration window) {
        public LoginThrottle {
            require(failuresPerUser >= 0, "loginThrottle.failuresPerUser must not be negative");
            require(failuresPerAddress >= 0, "loginThrottle.failuresPerAddress must not be negative");
            require(!window.isNegative() && !window.isZero(), "loginThrottle.window must be positive");
        }
    }

    public ChatConfig {
        Objects.requireNonNull(login);
        Objects.requireNonNull(rooms);
        Objects.requireNonNull(rate);
        Objects.requireNonNull(loginThrottle);
        require(maxUsers > 0, "maxUsers must be positive");
        require(!loginTimeout.isNegative(), "loginTimeout must not be negative");
        require(unknownPackets >= 0, "unknownPackets must not be negative");
    }

    /** The defaults; an unknown id is not registered. */
    public static ChatConfig defaults() {
        return new ChatConfig(
                true,
                10_000,
                Duration.ofSeconds(30),
                LoginMode.PASSWORD,
                false,
                new Rooms(0, 100, 100),
                new Rate(50, 100),
                100,
                new LoginThrottle(10, 100, Duration.ofMinutes(1)));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
