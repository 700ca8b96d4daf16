package io.onesend.network.netty;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of an address that session limits count: an IPv4 address, also if mapped into IPv6, or the first 64 bits of an IPv6
 * address, because a single subscriber has all addresses of such a block.
 */
final class SessionAddressBlock {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_PREFIX_BYTES = 8;

    /** Ten bytes of zeros and two of ones; the IPv4 address follows. */
    private static final int MAPPED_BYTES = 12;

    private SessionAddressBlock() {}

    /** The block of a peer, or null if it has no internet address. */
    static @Nullable InetAddress of(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && inet.getAddress() != null ? of(inet.getAddress()) : null;
    }

    static InetAddress of(InetAddress address) {
        InetAddress plain = unmapped(address);
        if (!(plain instanceof Inet6Address)) {
            return plain;
        }
        return fromBytes(Arrays.copyOf(Arrays.copyOf(plain.getAddress(), IPV6_PREFIX_BYTES), IPV6_BYTES));
    }

    /** The IPv4 address that is mapped into an IPv6 one, or the address itself. */
    static InetAddress unmapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV6_BYTES && isMapped(bytes)
                ? fromBytes(Arrays.copyOfRange(bytes, MAPPED_BYTES, IPV6_BYTES))
                : address;
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < MAPPED_BYTES; i++) {
            if (bytes[i] != (i < MAPPED_BYTES - 2 ? 0 : -1)) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress fromBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 and 16 bytes are addresses", impossible);
        }
    }
}
