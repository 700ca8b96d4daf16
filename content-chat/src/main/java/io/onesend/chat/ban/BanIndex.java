package io.onesend.chat.ban;

import io.onesend.chat.ban.BanTarget.Addresses;
import io.onesend.network.CidrBlock;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bans by their targets. An address is looked up once for each length of the blocks that there are, however many bans have that length.
 * One thread at a time changes it; any thread looks up meanwhile.
 */
final class BanIndex {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final Map<BanTarget, Ban> byTarget = new ConcurrentHashMap<>();
    private final Lengths ipv4 = new Lengths(IPV4_BITS);
    private final Lengths ipv6 = new Lengths(IPV6_BITS);

    /** How many blocks there are of each length. */
    private static final class Lengths {
        private final int[] blocks;
        private volatile int[] inUse = {};

        Lengths(int most) {
            blocks = new int[most + 1];
        }

        void count(int bits, int change) {
            blocks[bits] += change;
            boolean isUsed = Arrays.binarySearch(inUse, bits) >= 0;
            if (isUsed != blocks[bits] > 0) {
                inUse = IntStream.range(0, blocks.length)
                        .filter(length -> blocks[length] > 0)
                        .toArray();
            }
        }
    }

    void put(Ban ban) {
        if (byTarget.put(ban.target(), ban) == null && ban.target() instanceof Addresses addresses) {
            count(addresses.block(), 1);
        }
    }

    boolean remove(BanTarget target) {
        boolean removed = byTarget.remove(target) != null;
        if (removed && target instanceof Addresses addresses) {
            count(addresses.block(), -1);
        }
        return removed;
    }

    private void count(CidrBlock block, int change) {
        lengthsOf(block.first()).count(block.prefixBits(), change);
    }

    private Lengths lengthsOf(InetAddress address) {
        return address instanceof Inet4Address ? ipv4 : ipv6;
    }

    /** A ban of this address that is not over; null: there is none. */
    @Nullable
    Ban of(InetAddress address, Instant now) {
        for (int bits : lengthsOf(address).inUse) {
            Ban ban = of(new Addresses(CidrBlock.around(address, bits)), now);
            if (ban != null) {
                return ban;
            }
        }
        return null;
    }

    /** The ban of exactly this target, if it is not over. */
    @Nullable
    Ban of(BanTarget target, Instant now) {
        Ban ban = byTarget.get(target);
        return ban == null || ban.isOver(now) ? null : ban;
    }

    boolean has(Ban ban) {
        return ban.equals(byTarget.get(ban.target()));
    }

    boolean hasAddresses() {
        return ipv4.inUse.length + ipv6.inUse.length > 0;
    }

    int size() {
        return byTarget.size();
    }

    /** As they are now, and as they change. */
    Collection<Ban> all() {
        return byTarget.values();
    }
}
