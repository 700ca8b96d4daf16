package io.onesend.chat;

import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.network.Backoff;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Where a {@link ResumingChatClient} connects to, as whom, and how long it waits.
 *
 * @param addresses of the hosts, at least one; tried in turn. An unresolved name is looked up for each attempt
 * @param password the password; it is kept, because a session that cannot be resumed has to log in again
 * @param connectTimeout of each attempt to connect
 * @param answerTimeout of a resume with its replay, and of a login with its enter; then the connection is given up
 * @param backoff how long to wait between two attempts; a connection counts as good once it has held for the longest of these
 * @param history how many older messages are wanted on entering a room
 */
public record ResumeSettings(
        List<InetSocketAddress> addresses,
        String userId,
        String password,
        Duration connectTimeout,
        Duration answerTimeout,
        Backoff backoff,
        int history) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if there is no address, or a part is longer than the protocol allows or out of range
     */
    public ResumeSettings {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a client needs an address");
        }
        if (!isAboveZero(connectTimeout) || !isAboveZero(answerTimeout)) {
            throw new IllegalArgumentException("time-outs are above zero: " + connectTimeout + ", " + answerTimeout);
        }
        checkName(userId, "the user id");
        checkName(password, "the password");
        if (history < 0 || history > FeaturesRequest.MAX_HISTORY) {
            throw new IllegalArgumentException("history is 0 to " + FeaturesRequest.MAX_HISTORY + ": " + history);
        }
    }

    /** With 10 s to connect, 30 s for answers, the usual back-off, and no history. */
    public static ResumeSettings of(List<InetSocketAddress> addresses, String userId, String password) {
        return new ResumeSettings(
                addresses, userId, password, Duration.ofSeconds(10), Duration.ofSeconds(30), Backoff.defaults(), 0);
    }

    private static void checkName(String text, String what) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ChatProtocol.MAX_NAME_BYTES || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    what + " has at most " + ChatProtocol.MAX_NAME_BYTES + " bytes of UTF-8 and no NUL");
        }
    }

    private static boolean isAboveZero(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ResumeSettings[" + userId + " at " + addresses + "]";
    }
}
