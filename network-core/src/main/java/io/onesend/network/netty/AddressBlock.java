package io.onesend.network.netty;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What counts as one address: an IPv4 address, also where it comes mapped into IPv6, or the first 64 bits of an IPv6 one, all
 * of which a single subscriber has.
 */
final class AddressBlock {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_PREFIX_BYTES = 8;

    /** Ten zero bytes and two of ones, then the IPv4 address. */
    private static final int MAPPED_BYTES = 12;

    private AddressBlock() {}

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

    /** The IPv4 address that an IPv6 one stands for, or the address itself. */
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
