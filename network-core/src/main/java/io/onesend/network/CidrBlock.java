package io.onesend.network;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses that have their first bits in common. An IPv4 address that is mapped into IPv6 counts as IPv4.
 *
 * @param first the block's lowest address
 * @param prefixBits how many bits its addresses have in common
 */
public record CidrBlock(InetAddress first, int prefixBits) {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** Ten bytes of zeros and two of ones: the IPv4 address follows. */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /**
     * Checks that the address is the first of its block.
     *
     * @param first the block's lowest address
     * @param prefixBits 0 to as many as the address has
     * @throws IllegalArgumentException if it is not, or if an address has fewer bits
     */
    public CidrBlock {
        byte[] bytes = plain(first);
        if (prefixBits < 0 || prefixBits > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("a block of addresses like " + text(first) + " has 0 to "
                    + bytes.length * Byte.SIZE + " bits in common, not " + prefixBits);
        }
        if (!Arrays.equals(bytes, masked(bytes, prefixBits))) {
            throw new IllegalArgumentException(text(first) + "/" + prefixBits + " does not begin at a block's first"
                    + " address, which is " + text(addressOf(masked(bytes, prefixBits))));
        }
    }

    /**
     * Reads CIDR notation; no name is looked up.
     *
     * @param text {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or an address alone
     * @return what it says
     * @throws IllegalArgumentException if it is nothing of the kind
     */
    public static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        int bits = bits(text, slash, bytes);
        if (bytes == null || bits < 0) {
            throw new IllegalArgumentException(
                    "not a block of addresses: '" + text + "'; write 10.0.0.0/8, 2001:db8::/32 or 127.0.0.1");
        }
        return new CidrBlock(addressOf(bytes), bits);
    }

    /**
     * The block that an address is in.
     *
     * @param address IPv4 or IPv6
     * @param prefixBits how many of its bits all addresses of the block have
     * @return the block of that size
     * @throws IllegalArgumentException if an address has fewer bits
     */
    public static CidrBlock around(InetAddress address, int prefixBits) {
        return new CidrBlock(addressOf(masked(plain(address), prefixBits)), prefixBits);
    }

    private static int bits(String text, int slash, byte @Nullable [] bytes) {
        if (slash < 0) {
            return bytes == null ? -1 : bytes.length * Byte.SIZE;
        }
        String digits = text.substring(slash + 1);
        return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
    }

    /**
     * Whether an address is of this block.
     *
     * @param address IPv4 or IPv6
     * @return false as well if it is of the other kind
     */
    public boolean contains(InetAddress address) {
        byte[] bytes = plain(address);
        byte[] own = plain(first);
        return bytes.length == own.length && Arrays.equals(masked(bytes, prefixBits), own);
    }

    private static byte[] plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV6_BYTES && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
                ? Arrays.copyOfRange(bytes, MAPPED.length, MAPPED.length + IPV4_BYTES)
                : bytes;
    }

    private static byte[] masked(byte[] bytes, int prefixBits) {
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < masked.length; i++) {
            int common = Math.max(0, Math.min(Byte.SIZE, prefixBits - i * Byte.SIZE));
            masked[i] = (byte) (bytes[i] & (0xff << (Byte.SIZE - common)));
        }
        return masked;
    }

    private static InetAddress addressOf(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 and 16 bytes are addresses", impossible);
        }
    }

    private static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** {@return the block in CIDR notation} */
    @Override
    public String toString() {
        return text(first) + "/" + prefixBits;
    }
}
