package io.onesend.host.admin.access;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Wrong tokens of each address: with {@value #MOST} in a minute it may present no other until the minute is over. An IPv6 client
 * has a whole /64 to itself, so that counts as one address.
 */
final class Guesses {

    static final int MOST = 5;
    static final int MOST_ADDRESSES = 1_000;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int IPV6_NETWORK_BYTES = 8;

    /** Wrong tokens since the first of its window. */
    private record Count(long firstNanos, int wrong) {}

    private final LongSupplier nanoTime;
    private final Map<ByteBuffer, Count> byAddress = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        // The address that began first gives way: it is the next whose minute is over.
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Count> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    Guesses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long the address may present no token; zero if it may. */
    synchronized Duration waitOf(InetAddress address) {
        Count count = byAddress.get(keyOf(address));
        return count == null || count.wrong < MOST ? Duration.ZERO : left(count);
    }

    /** The address has presented a wrong token. */
    synchronized void wrong(InetAddress address) {
        ByteBuffer key = keyOf(address);
        Count count = byAddress.get(key);
        if (count == null || left(count).isZero()) {
            byAddress.remove(key);
            byAddress.put(key, new Count(nanoTime.getAsLong(), 1));
        } else {
            byAddress.put(key, new Count(count.firstNanos, count.wrong + 1));
        }
    }

    synchronized int addresses() {
        return byAddress.size();
    }

    private Duration left(Count count) {
        Duration left = WINDOW.minusNanos(nanoTime.getAsLong() - count.firstNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static ByteBuffer keyOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
    }
}
