package io.onesend.chat.ban;

import io.onesend.network.CidrBlock;
import java.net.Inet6Address;
import java.util.regex.Pattern;

/** Who is banned: the addresses of a block, or a user. */
public sealed interface BanTarget {

    /** A subscriber has all addresses of such a block. */
    int IPV6_BITS = 64;

    /**
     * The addresses of a block.
     *
     * @param block of addresses
     */
    record Addresses(CidrBlock block) implements BanTarget {
        @Override
        public String toString() {
            return block.prefixBits() == block.first().getAddress().length * Byte.SIZE
                    ? block.toString().substring(0, block.toString().indexOf('/'))
                    : block.toString();
        }
    }

    /**
     * A user.
     *
     * @param userId in its normal form
     */
    record User(String userId) implements BanTarget {
        @Override
        public String toString() {
            return userId;
        }
    }

    /** Whether a text is about addresses; else it is a user id. */
    static boolean isAboutAddresses(String text) {
        return Texts.ADDRESS.matcher(text).matches();
    }

    /**
     * Reads an address or a block of them.
     *
     * @param text {@code 192.0.2.7}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}; an IPv6 address alone stands for its first 64 bits
     * @throws IllegalArgumentException if it is nothing of the kind; the message says why
     */
    static Addresses addresses(String text) {
        CidrBlock block = CidrBlock.parse(text);
        boolean isOneOfMany = text.indexOf('/') < 0 && block.first() instanceof Inet6Address;
        return new Addresses(isOneOfMany ? CidrBlock.around(block.first(), IPV6_BITS) : block);
    }

    /** What the texts of addresses look like. */
    final class Texts {

        /** An IPv4 address, or what has two colons, perhaps with a length; a user id may have one colon, as in "a:b". */
        private static final Pattern ADDRESS = Pattern.compile(
                "(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/.*)?");

        private Texts() {}
    }
}
