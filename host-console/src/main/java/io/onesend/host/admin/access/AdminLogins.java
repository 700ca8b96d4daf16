package io.onesend.host.admin.access;

import io.onesend.host.tokens.AdminToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The browsers that are logged in. A login ends after {@link #LONGEST}, or when nothing was asked for {@link #IDLE}; one more
 * than {@value #MOST} ends the one that was used least lately. They are found by the hash of their cookie.
 */
final class AdminLogins {

    static final Duration LONGEST = Duration.ofHours(8);
    static final Duration IDLE = Duration.ofMinutes(30);
    static final int MOST = 64;

    private static final int RANDOM_BYTES = 32;

    /**
     * A login.
     *
     * @param csrf what a change has to bring besides the cookie; a page of another site cannot read it
     */
    record Login(AdminToken token, String csrf, long startNanos, long lastNanos) {

        boolean hasCsrf(String presented) {
            return MessageDigest.isEqual(
                    csrf.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A login that has just begun, with the value of its cookie, which is kept nowhere else. */
    record Opened(String cookie, Login login) {}

    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    private final Map<ByteBuffer, Login> byCookie = new HashMap<>();

    AdminLogins(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized Opened open(AdminToken token) {
        long now = nanoTime.getAsLong();
        byCookie.values().removeIf(login -> isOver(login, now));
        if (byCookie.size() >= MOST) {
            byCookie.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().lastNanos - now))
                    .map(Map.Entry::getKey)
                    .ifPresent(byCookie::remove);
        }
        Opened opened = new Opened(newSecret(), new Login(token, newSecret(), now, now));
        byCookie.put(keyOf(opened.cookie), opened.login);
        return opened;
    }

    /** The login of a cookie, which counts as used now; empty if there is none or if it is over. */
    synchronized Optional<Login> use(String cookie) {
        long now = nanoTime.getAsLong();
        Login login = byCookie.computeIfPresent(
                keyOf(cookie),
                (key, found) -> isOver(found, now) ? null : new Login(found.token, found.csrf, found.startNanos, now));
        return Optional.ofNullable(login);
    }

    synchronized void end(String cookie) {
        byCookie.remove(keyOf(cookie));
    }

    synchronized int count() {
        return byCookie.size();
    }

    private static boolean isOver(Login login, long now) {
        return now - login.startNanos > LONGEST.toNanos() || now - login.lastNanos > IDLE.toNanos();
    }

    private String newSecret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ByteBuffer keyOf(String cookie) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(cookie.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
